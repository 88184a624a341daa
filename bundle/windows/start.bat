@echo off
rem Opens the page; installs first where that was not done. Lines with Chinese are in GB2312; see bundle/pack.py.
setlocal
set "python=%USERPROFILE%\.perfcheck\env\Scripts\python.exe"
if not exist "%python%" call "%~dp0install.bat" called
if not exist "%python%" goto failed
title perfcheck
echo 关闭这个窗口就结束检查页面。
echo Close this window to end the page.
"%python%" -I -m perfcheck serve %*
if not errorlevel 1 exit /b 0

:failed
pause
exit /b 2
