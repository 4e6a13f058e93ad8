# lathe_translations(OUT CODES...): compiles resources/translations/lathe_CODE.ts and embeds them; OUT is set to the
# source file that holds them.
find_program(LATHE_LRELEASE NAMES lrelease lrelease-qt6 HINTS /usr/lib/qt6/bin REQUIRED)

function(lathe_translations out)
    set(folder ${CMAKE_BINARY_DIR}/translations)
    set(compiled)
    set(files)
    foreach(code ${ARGN})
        set(ts ${PROJECT_SOURCE_DIR}/resources/translations/lathe_${code}.ts)
        set(qm ${folder}/lathe_${code}.qm)
        add_custom_command(OUTPUT ${qm} COMMAND ${LATHE_LRELEASE} -silent ${ts} -qm ${qm} DEPENDS ${ts} VERBATIM)
        list(APPEND compiled ${qm})
        string(APPEND files "<file>lathe_${code}.qm</file>")
    endforeach()
    file(CONFIGURE OUTPUT ${folder}/translations.qrc
         CONTENT "<RCC><qresource prefix=\"/lathe/translations\">${files}</qresource></RCC>\n")
    add_custom_command(OUTPUT ${folder}/qrc_translations.cpp
        COMMAND Qt6::rcc --name translations -o ${folder}/qrc_translations.cpp ${folder}/translations.qrc
        DEPENDS ${compiled} ${folder}/translations.qrc VERBATIM)
    set(${out} ${folder}/qrc_translations.cpp PARENT_SCOPE)
endfunction()
