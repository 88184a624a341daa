@echo off
rem Looks for a Python and hands over to install.py. Lines with Chinese are in GB2312; see bundle/pack.py.
setlocal
set "here=%~dp0"
set "status=2"
rem The Python install manager is not to fetch a Python from the network.
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
if not exist "%here%wheels\*.whl" goto packed
rem By their whole names: a python.bat of some version manager would not come back here.
for %%v in (3.15 3.14 3.13 3.12 3.11) do call :fits py.exe -%%v && goto install
for %%p in (python.exe python3.exe) do call :fits %%p && goto install
echo 没有找到能用的 Python：需要 64 位的 3.11 至 3.15 版。怎样得到它，见“说明.txt”。
echo No suitable Python found: it takes 3.11 to 3.15, 64-bit, from https://www.python.org/downloads/windows/
goto end

:packed
echo 请先把压缩包全部解压缩，再到解压出来的文件夹里双击 install.bat。
echo Extract the whole archive first, then run install.bat in the folder that this gives.
goto end

:install
%python% -I "%here%install.py"
set "status=%errorlevel%"
goto end

:fits
%* -I "%here%install.py" --fits >nul 2>nul || exit /b 1
set "python=%*"
exit /b 0

:end
rem A window that was opened by a double click stays until it was read; start.bat and check.bat go on.
if not "%~1"=="called" pause
exit /b %status%
