@echo off
"%~dp0node.exe" "%~dp0dist\cli.cjs" %*
