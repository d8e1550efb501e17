; The installer for Windows: for one user, without an administrator, in Ukrainian and English.
; Compiled by packaging/windows_installer.py, which defines VERSION, NUMBERS, SOURCE, OUT and ICON.
;
; Silent: /S. Exit codes: 0 done; 4 a campaign runs; 5 the program is open; 2 it did not work.
; The uninstaller keeps campaigns and recordings unless it is told otherwise: /DELETEDATA.

Target amd64-unicode
Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh

!define NAME "AlphaSMS Desktop"
!define WINDOW_PROGRAM "AlphaSMS Desktop.exe"
!define TERMINAL_PROGRAM "alphasms-desktop.exe"
!define PROGID "AlphaSMSDesktop.Contacts"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define DATA "$LOCALAPPDATA\${NAME}"
!define SYNCHRONIZE 0x00100000

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "LegalCopyright" "MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW_PROGRAM}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The first language speaks where Windows speaks neither.
!insertmacro MUI_LANGUAGE "Ukrainian"
!insertmacro MUI_LANGUAGE "English"

LangString CAMPAIGN_RUNS ${LANG_UKRAINIAN} "Зараз іде кампанія: програма телефонує людям.$\n$\nДочекайтеся її завершення або призупиніть її в програмі, закрийте програму та почніть знову."
LangString CAMPAIGN_RUNS ${LANG_ENGLISH} "A campaign is running: the program is calling people.$\n$\nWait for its end or pause it in the program, close the program, and begin again."
LangString PROGRAM_OPEN ${LANG_UKRAINIAN} "Програму відкрито. Закрийте її та спробуйте ще раз."
LangString PROGRAM_OPEN ${LANG_ENGLISH} "The program is open. Close it and try again."
LangString NOT_WRITTEN ${LANG_UKRAINIAN} "Файли програми не вдалося записати до теки «$INSTDIR». Перевірте, чи є місце на диску, і почніть знову; ваші кампанії не змінено."
LangString NOT_WRITTEN ${LANG_ENGLISH} "The program's files could not be written to “$INSTDIR”. See whether there is room on the disk and begin again; your campaigns are as they were."
LangString DELETE_DATA ${LANG_UKRAINIAN} "Видалити також кампанії, контакти й записи?$\n$\nВони лежать у теці «${DATA}». Повернути їх буде неможливо. Якщо плануєте встановити програму знову, виберіть «Ні»."
LangString DELETE_DATA ${LANG_ENGLISH} "Delete the campaigns, contacts and recordings as well?$\n$\nThey are in “${DATA}”. They cannot be brought back. Choose No if you are going to install the program again."
LangString CONTACTS_FILE ${LANG_UKRAINIAN} "Контакти для кампанії"
LangString CONTACTS_FILE ${LANG_ENGLISH} "Contacts for a campaign"

!macro RefuseWhileRunning UN
Function ${UN}RefuseWhileRunning
    ; The program shows these names as long as it runs: alphasms_desktop/presence.py.
    System::Call 'kernel32::OpenMutexW(i ${SYNCHRONIZE}, i 0, w "Local\AlphaSMSDesktop-campaign") p .r0'
    ${If} $0 P<> 0
        System::Call 'kernel32::CloseHandle(p r0)'
        MessageBox MB_OK|MB_ICONSTOP "$(CAMPAIGN_RUNS)" /SD IDOK
        SetErrorLevel 4
        Quit
    ${EndIf}
    again:
    System::Call 'kernel32::OpenMutexW(i ${SYNCHRONIZE}, i 0, w "Local\AlphaSMSDesktop-program") p .r0'
    ${If} $0 P<> 0
        System::Call 'kernel32::CloseHandle(p r0)'
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(PROGRAM_OPEN)" /SD IDCANCEL IDRETRY again
        SetErrorLevel 5
        Quit
    ${EndIf}
FunctionEnd
!macroend
!insertmacro RefuseWhileRunning ""
!insertmacro RefuseWhileRunning "un."

Function .onInit
    Call RefuseWhileRunning
FunctionEnd

Function un.onInit
    Call un.RefuseWhileRunning
FunctionEnd

!macro OfferFor KIND
    WriteRegStr HKCU "Software\Classes\Applications\${WINDOW_PROGRAM}\SupportedTypes" "${KIND}" ""
    WriteRegNone HKCU "Software\Classes\${KIND}\OpenWithProgids" "${PROGID}"
!macroend

!macro OfferNoMoreFor KIND
    DeleteRegValue HKCU "Software\Classes\${KIND}\OpenWithProgids" "${PROGID}"
    DeleteRegKey /ifempty HKCU "Software\Classes\${KIND}\OpenWithProgids"
    DeleteRegKey /ifempty HKCU "Software\Classes\${KIND}"
!macroend

Section
    ; Whatever an older version had and this one has not is to go; the data lies elsewhere.
    RMDir /r "$INSTDIR\_internal"
    ClearErrors
    SetOutPath "$INSTDIR"
    File /r "${SOURCE}/*"
    ${If} ${Errors}
        MessageBox MB_OK|MB_ICONSTOP "$(NOT_WRITTEN)" /SD IDOK
        SetErrorLevel 2
        Quit
    ${EndIf}
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${WINDOW_PROGRAM}"

    ; In the list of "Open with" for tables, never as what opens them by itself.
    WriteRegStr HKCU "Software\Classes\${PROGID}" "" "$(CONTACTS_FILE)"
    WriteRegStr HKCU "Software\Classes\${PROGID}\DefaultIcon" "" "$INSTDIR\${WINDOW_PROGRAM},0"
    WriteRegStr HKCU "Software\Classes\${PROGID}\shell\open\command" "" '"$INSTDIR\${WINDOW_PROGRAM}" window "%1"'
    WriteRegStr HKCU "Software\Classes\Applications\${WINDOW_PROGRAM}" "FriendlyAppName" "${NAME}"
    WriteRegStr HKCU "Software\Classes\Applications\${WINDOW_PROGRAM}\shell\open\command" "" '"$INSTDIR\${WINDOW_PROGRAM}" window "%1"'
    !insertmacro OfferFor ".xlsx"
    !insertmacro OfferFor ".csv"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${WINDOW_PROGRAM},0"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${NAME}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
    ; Only what was installed is removed: somebody may keep other things in the same folder.
    Delete "$INSTDIR\${WINDOW_PROGRAM}"
    Delete "$INSTDIR\${TERMINAL_PROGRAM}"
    RMDir /r "$INSTDIR\_internal"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${NAME}.lnk"
    DeleteRegKey HKCU "Software\Classes\${PROGID}"
    DeleteRegKey HKCU "Software\Classes\Applications\${WINDOW_PROGRAM}"
    !insertmacro OfferNoMoreFor ".xlsx"
    !insertmacro OfferNoMoreFor ".csv"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
    DeleteRegKey HKCU "${UNINSTALL_KEY}"

    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/DELETEDATA" $1
    ${IfNot} ${Errors}
        Goto delete_data
    ${EndIf}
    IfFileExists "${DATA}\*.*" 0 done
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(DELETE_DATA)" /SD IDNO IDNO done
    delete_data:
    RMDir /r "${DATA}"
    done:
SectionEnd
