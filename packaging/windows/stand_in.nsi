; Stands in for the program when the installer is tried out: it is seen as running for a while.
; Compiled by packaging/try_windows_installer.py, which defines OUT. `/CAMPAIGN` shows a campaign.

Target amd64-unicode
Unicode true
SilentInstall silent
RequestExecutionLevel user
Name "stand-in"
OutFile "${OUT}"

!include FileFunc.nsh
!include LogicLib.nsh

Section
    ${GetParameters} $0
    StrCpy $2 "Local\AlphaSMSDesktop-program"
    ClearErrors
    ${GetOptions} $0 "/CAMPAIGN" $1
    ${IfNot} ${Errors}
        StrCpy $2 "Local\AlphaSMSDesktop-campaign"
    ${EndIf}
    System::Call 'kernel32::CreateMutexW(p 0, i 0, w r2) p .r3'
    FileOpen $4 "$EXEDIR\shown.txt" w
    FileClose $4
    ; Until whoever started it takes the sign away again.
    ${Do}
        Sleep 100
    ${LoopWhile} ${FileExists} "$EXEDIR\shown.txt"
SectionEnd
