# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later

# ccache must be told that precompiled headers are safe: the flag and the environment belong together.
find_program(STRATO_CCACHE ccache)
if(STRATO_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${STRATO_CCACHE})
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()

# strato_precompile(target CORE|WIDGETS|TEST): one precompiled header a target, of the headers that nearly all of it
# reads. That of widgets is dear (20 s): what stands above strato_ui takes its.
function(strato_precompile target flavour)
    if(flavour STREQUAL "WIDGETS" AND NOT target STREQUAL "strato_ui")
        target_precompile_headers(${target} REUSE_FROM strato_ui)
        return()
    endif()
    set(headers <QString> <QList> <algorithm> <chrono> <cstdint> <functional> <map> <memory> <optional> <span>
        <string> <string_view> <unordered_map> <utility> <vector>)
    if(flavour STREQUAL "WIDGETS")
        list(PREPEND headers <QtWidgets>)
    elseif(flavour STREQUAL "TEST")
        list(PREPEND headers <QTest>)
    endif()
    target_precompile_headers(${target} PRIVATE ${headers})
endfunction()

# strato_add_library(name [WIDGETS] SOURCES ... LIBS ...): a folder of the product as a library.
function(strato_add_library name)
    cmake_parse_arguments(ARG "WIDGETS" "" "SOURCES;LIBS" ${ARGN})
    add_library(${name} ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON DEFINE_SYMBOL "")
    target_link_libraries(${name} PUBLIC stratoscope_options Qt6::Core ${ARG_LIBS})
    if(ARG_WIDGETS)
        target_link_libraries(${name} PUBLIC Qt6::Widgets)
        strato_precompile(${name} WIDGETS)
    else()
        strato_precompile(${name} CORE)
    endif()
endfunction()

# strato_add_test(tst_name [GUI] [SLOW] LABEL unit|gui|check SOURCES ... LIBS ...): one Qt Test program.
function(strato_add_test name)
    cmake_parse_arguments(ARG "GUI" "LABEL;TIMEOUT" "SOURCES;LIBS;ENVIRONMENT" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_link_libraries(${name} PRIVATE stratoscope_options Qt6::Test ${ARG_LIBS})
    target_compile_definitions(${name} PRIVATE STRATO_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
        STRATO_TEST_DATA="${CMAKE_CURRENT_SOURCE_DIR}/data")
    # Precompiling costs more than two files save (measured: 17 s for one test program that compiles in 9 s without).
    list(LENGTH ARG_SOURCES source_count)
    if(source_count GREATER 3)
        strato_precompile(${name} TEST)
    endif()
    if(ARG_GUI)
        target_link_libraries(${name} PRIVATE Qt6::Widgets)
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 30)
    endif()
    if(STRATO_SANITIZE)
        math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 4")
    endif()
    add_test(NAME ${name} COMMAND ${name})
    # The second label is the folder below tests/: the sanitizer presets choose by it.
    file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR}/tests ${CMAKE_CURRENT_SOURCE_DIR})
    string(REGEX REPLACE "/.*" "" folder "${folder}")
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABEL};${folder}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;${ARG_ENVIRONMENT}")
endfunction()
