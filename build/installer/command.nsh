; Puts the `outturn` command where every user's PATH already looks (Windows 10 and 11), without administrator rights.
!macro customInstall
  FileOpen $0 "$LOCALAPPDATA\Microsoft\WindowsApps\outturn.cmd" w
  FileWrite $0 '@echo off$\r$\n"$INSTDIR\resources\command\outturn.cmd" %*$\r$\n'
  FileClose $0
!macroend

!macro customUnInstall
  Delete "$LOCALAPPDATA\Microsoft\WindowsApps\outturn.cmd"
!macroend
