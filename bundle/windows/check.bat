@echo off
rem Checks the files that are dropped on it and shows the report. Lines with Chinese are in GB2312; see bundle/pack.py.
rem It ends with exit, not with exit /b: Explorer does not quote a name with an ampersand, and cmd would run the rest of it.
setlocal
set "python=%USERPROFILE%\.perfcheck\env\Scripts\python.exe"
set "report=%USERPROFILE%\.perfcheck\report.html"
if "%~1"=="" goto nothing
if not exist "%python%" call "%~dp0install.bat" called
if not exist "%python%" goto failed
if exist "%report%" del "%report%"
"%python%" -I -m perfcheck check -o "html=%report%" %*
if not exist "%report%" goto failed
start "" "%report%"
exit

:nothing
echo 请把要检查的文件（或文件夹）拖到 check.bat 的图标上。
echo Drop the files or folders to check on the icon of check.bat.

:failed
pause
exit
