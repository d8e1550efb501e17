; The installer for Windows: for one user, without an administrator, in Ukrainian and English.
; Compiled by packaging/windows_installer.py, which defines VERSION, NUMBERS,
; SOURCE, OUT, ICON and SIDE.
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
Caption "$(CAPTION)"
UninstallCaption "$(UNCAPTION)"
SpaceTexts "$(SPACE_NEEDED)" "$(SPACE_THERE)"
; A file that cannot be written stops it: a program with a hole in it would be worse than none.
AllowSkipFiles off
FileErrorText "" "$(FILE_IN_USE)"
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
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_TEXT "$(GIVE_UP)"
!define MUI_ABORTWARNING_CANCEL_DEFAULT

; Every sentence is our own: those that NSIS brings speak of restarts, and some are misspelt.
!define MUI_WELCOMEPAGE_TITLE "${NAME}"
!define MUI_WELCOMEPAGE_TEXT "$(WELCOME)"
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_HEADER_TEXT "$(WHERE_TITLE)"
!define MUI_PAGE_HEADER_SUBTEXT "$(WHERE_LINE)"
!define MUI_DIRECTORYPAGE_TEXT_TOP "$(WHERE)"
!define MUI_DIRECTORYPAGE_TEXT_DESTINATION "$(PROGRAM_FOLDER)"
!insertmacro MUI_PAGE_DIRECTORY
!define MUI_PAGE_HEADER_TEXT "$(COPYING_TITLE)"
!define MUI_PAGE_HEADER_SUBTEXT "$(COPYING)"
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "$(COPIED)"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT " "
!define MUI_INSTFILESPAGE_ABORTHEADER_TEXT "$(BROKEN_OFF)"
!define MUI_INSTFILESPAGE_ABORTHEADER_SUBTEXT "$(DATA_UNTOUCHED)"
!insertmacro MUI_PAGE_INSTFILES
; Of a page's words these two alone are not forgotten by NSIS itself.
!undef MUI_INSTFILESPAGE_ABORTHEADER_TEXT
!undef MUI_INSTFILESPAGE_ABORTHEADER_SUBTEXT
!define MUI_FINISHPAGE_TITLE "$(INSTALLED_TITLE)"
!define MUI_FINISHPAGE_TEXT "$(INSTALLED)"
!define MUI_FINISHPAGE_BUTTON "$(DONE)"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW_PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "$(OPEN_NOW)"
!insertmacro MUI_PAGE_FINISH

!define MUI_PAGE_HEADER_TEXT "$(UNCAPTION)"
!define MUI_PAGE_HEADER_SUBTEXT "$(REMOVING_LINE)"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(REMOVING)"
!define MUI_UNCONFIRMPAGE_TEXT_LOCATION "$(FOLDER)"
!insertmacro MUI_UNPAGE_CONFIRM
!define MUI_PAGE_HEADER_TEXT "$(UNCAPTION)"
!define MUI_PAGE_HEADER_SUBTEXT "$(WAIT)"
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "$(REMOVED)"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT " "
!define MUI_INSTFILESPAGE_ABORTHEADER_TEXT "$(NOT_REMOVED)"
!define MUI_INSTFILESPAGE_ABORTHEADER_SUBTEXT " "
!insertmacro MUI_UNPAGE_INSTFILES
; The first language speaks where Windows speaks neither.
!insertmacro MUI_LANGUAGE "Ukrainian"
!insertmacro MUI_LANGUAGE "English"

LangString CAPTION ${LANG_UKRAINIAN} "Встановлення ${NAME}"
LangString CAPTION ${LANG_ENGLISH} "${NAME} Setup"
LangString UNCAPTION ${LANG_UKRAINIAN} "Видалення ${NAME}"
LangString UNCAPTION ${LANG_ENGLISH} "Removing ${NAME}"
LangString SPACE_NEEDED ${LANG_UKRAINIAN} "Потрібно місця: "
LangString SPACE_NEEDED ${LANG_ENGLISH} "Room needed: "
LangString SPACE_THERE ${LANG_UKRAINIAN} "Є на диску: "
LangString SPACE_THERE ${LANG_ENGLISH} "Room on the disk: "
LangString FILE_IN_USE ${LANG_UKRAINIAN} "Не вдалося записати файл:$\n$\n$0$\n$\nМожливо, ним саме користується інша програма. Закрийте її й натисніть «Повторити»."
LangString FILE_IN_USE ${LANG_ENGLISH} "This file could not be written:$\n$\n$0$\n$\nAnother program may be using it. Close that and press Retry."
LangString GIVE_UP ${LANG_UKRAINIAN} "Перервати встановлення?"
LangString GIVE_UP ${LANG_ENGLISH} "Stop installing?"
LangString WELCOME ${LANG_UKRAINIAN} "Програма телефонує людям зі списку, програє їм ваш запис і показує, хто відповів.$\r$\n$\r$\nВона встановиться лише для вас: права адміністратора не потрібні.$\r$\n$\r$\nЯкщо програма вже є, її буде оновлено. Кампанії, контакти й записи залишаться, як були."
LangString WELCOME ${LANG_ENGLISH} "It calls the people of a list, plays them your recording, and shows who answered.$\r$\n$\r$\nIt is installed for you alone: no administrator is needed.$\r$\n$\r$\nIf it is here already, it is brought up to date. Campaigns, contacts and recordings stay as they are."
LangString WHERE_TITLE ${LANG_UKRAINIAN} "Куди встановити"
LangString WHERE_TITLE ${LANG_ENGLISH} "Where to install"
LangString WHERE_LINE ${LANG_UKRAINIAN} "Запропонована тека підходить майже всім."
LangString WHERE_LINE ${LANG_ENGLISH} "The folder below is right for almost everybody."
LangString WHERE ${LANG_UKRAINIAN} "Тут лежатиме сама програма. Кампанії, контакти й записи зберігаються окремо від неї."
LangString WHERE ${LANG_ENGLISH} "The program itself will be here. Campaigns, contacts and recordings are kept apart from it."
LangString PROGRAM_FOLDER ${LANG_UKRAINIAN} "Тека програми"
LangString PROGRAM_FOLDER ${LANG_ENGLISH} "Folder of the program"
LangString FOLDER ${LANG_UKRAINIAN} "Тека:"
LangString FOLDER ${LANG_ENGLISH} "Folder:"
LangString COPYING_TITLE ${LANG_UKRAINIAN} "Встановлення"
LangString COPYING_TITLE ${LANG_ENGLISH} "Installing"
LangString COPYING ${LANG_UKRAINIAN} "Зачекайте, файли копіюються."
LangString COPYING ${LANG_ENGLISH} "Wait while the files are copied."
LangString COPIED ${LANG_UKRAINIAN} "Встановлено"
LangString COPIED ${LANG_ENGLISH} "Installed"
LangString BROKEN_OFF ${LANG_UKRAINIAN} "Встановлення перервано"
LangString BROKEN_OFF ${LANG_ENGLISH} "It was not installed"
LangString DATA_UNTOUCHED ${LANG_UKRAINIAN} "Кампанії, контакти й записи залишилися, як були."
LangString DATA_UNTOUCHED ${LANG_ENGLISH} "Campaigns, contacts and recordings are as they were."
LangString INSTALLED_TITLE ${LANG_UKRAINIAN} "${NAME} встановлено"
LangString INSTALLED_TITLE ${LANG_ENGLISH} "${NAME} is installed"
LangString INSTALLED ${LANG_UKRAINIAN} "Програма є в меню «Пуск».$\r$\n$\r$\nПочніть із навчання: у ньому програма нікому не телефонує й нічого не витрачає."
LangString INSTALLED ${LANG_ENGLISH} "The Start menu has it.$\r$\n$\r$\nBegin with training: there the program calls nobody and spends no money."
LangString DONE ${LANG_UKRAINIAN} "&Готово"
LangString DONE ${LANG_ENGLISH} "&Done"
LangString OPEN_NOW ${LANG_UKRAINIAN} "&Відкрити ${NAME}"
LangString OPEN_NOW ${LANG_ENGLISH} "&Open ${NAME}"
LangString REMOVING_LINE ${LANG_UKRAINIAN} "Про кампанії, контакти й записи вас запитають окремо."
LangString REMOVING_LINE ${LANG_ENGLISH} "You are asked about campaigns, contacts and recordings."
LangString REMOVING ${LANG_UKRAINIAN} "Програму буде видалено з цієї теки. Файли, які поклали туди ви, залишаться."
LangString REMOVING ${LANG_ENGLISH} "The program will be removed from this folder. Files that you have put there stay."
LangString WAIT ${LANG_UKRAINIAN} "Зачекайте, файли видаляються."
LangString WAIT ${LANG_ENGLISH} "Wait while the files are removed."
LangString REMOVED ${LANG_UKRAINIAN} "Програму видалено"
LangString REMOVED ${LANG_ENGLISH} "The program is removed"
LangString NOT_REMOVED ${LANG_UKRAINIAN} "Програму не видалено"
LangString NOT_REMOVED ${LANG_ENGLISH} "The program was not removed"
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
    SetDetailsPrint none ; the name of each file would only flicker
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
    SetDetailsPrint none
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
