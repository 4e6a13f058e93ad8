# What every target of the project shares, as one interface target, and the two helpers that add targets.

find_program(LATHE_CCACHE ccache)
if(LATHE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # The two "sloppiness" settings let ccache serve files that use a precompiled header.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${LATHE_CCACHE})
endif()

add_library(lathe_options INTERFACE)
target_compile_features(lathe_options INTERFACE cxx_std_20)
# -Wrestrict: g++ 12 reports it falsely for std::string (GCC bug 105329).
target_compile_options(lathe_options INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor
    $<$<BOOL:${LATHE_WERROR}>:-Werror -Wno-error=restrict>)
target_compile_definitions(lathe_options INTERFACE QT_NO_KEYWORDS)
target_include_directories(lathe_options INTERFACE ${PROJECT_SOURCE_DIR})

if(LATHE_SANITIZE)
    target_compile_options(lathe_options INTERFACE -fsanitize=${LATHE_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(lathe_options INTERFACE -fsanitize=${LATHE_SANITIZE})
endif()

# lathe_library(NAME SOURCES... LINK targets...): a static library with the shared options.
function(lathe_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC lathe_options ${arg_LINK})
endfunction()

# lathe_test(FILE LABEL unit|gui|slow [VIA script] LINK targets...): one executable, one ctest entry, named after the file.
# The script is given the program's path and starts it.
function(lathe_test file)
    cmake_parse_arguments(arg "" "LABEL;VIA" "LINK" ${ARGN})
    get_filename_component(name ${file} NAME_WE)
    add_executable(${name} ${file})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    target_link_libraries(${name} PRIVATE Qt6::Test ${arg_LINK})
    target_compile_definitions(${name} PRIVATE LATHE_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
        LATHE_SOURCE="${PROJECT_SOURCE_DIR}")
    add_test(NAME ${name} COMMAND ${arg_VIA} $<TARGET_FILE:${name}>)
    set(supp ${PROJECT_SOURCE_DIR}/tests)
    set(patience 300000) # ms until Qt Test takes a function for hung; ten times slower under the thread sanitizer
    if(LATHE_SANITIZE)
        set(patience 3600000)
    endif()
    set_tests_properties(${name} PROPERTIES LABELS ${arg_LABEL} ENVIRONMENT
        "QT_QPA_PLATFORM=offscreen;QTEST_FUNCTION_TIMEOUT=${patience};TSAN_OPTIONS=suppressions=${supp}/tsan.supp;LSAN_OPTIONS=suppressions=${supp}/lsan.supp")
endfunction()
