# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later

# ccache must be told that precompiled headers are safe: the flag and the environment belong together. It keeps languages
# apart (of what the compiler says), so that of tests/run is that of every build.
find_program(STRATO_CCACHE ccache)
if(STRATO_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        LC_ALL=C.UTF-8 CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${STRATO_CCACHE})
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()

# strato_make_precompiled(flavour HEADERS ... [LIBS ...] [OPTIONS ...]): the one precompiled header of a flavour, for all
# that take it.
function(strato_make_precompiled flavour)
    cmake_parse_arguments(ARG "" "" "HEADERS;LIBS;OPTIONS" ${ARGN})
    set(source ${CMAKE_BINARY_DIR}/precompiled/${flavour}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "// Only the header beside it is wanted.\n")
    add_library(strato_precompiled_${flavour} OBJECT ${source})
    target_link_libraries(strato_precompiled_${flavour} PRIVATE stratoscope_options Qt6::Core ${ARG_LIBS})
    target_compile_options(strato_precompiled_${flavour} PRIVATE ${ARG_OPTIONS})
    target_precompile_headers(strato_precompiled_${flavour} PRIVATE ${ARG_HEADERS}
        <algorithm> <chrono> <cstdint> <functional> <map> <memory> <optional> <span> <string> <string_view>
        <unordered_map> <utility> <vector>)
endfunction()

# Parsing what nearly every file reads is half of what a test program costs to compile.
# Not <QTest>: what it reads depends on the Qt modules that a target links, and so would the precompiled header.
strato_make_precompiled(core HEADERS <QString> <QList>)
# A test's own code runs once: optimising it costs more than it saves. What it tests is optimised as ever.
set(STRATO_TEST_OPTIONS $<$<NOT:$<CONFIG:Release>>:-O0>)
strato_make_precompiled(test HEADERS <QtCore> OPTIONS ${STRATO_TEST_OPTIONS})
if(NOT STRATO_MODELS_ONLY)
    strato_make_precompiled(widgets HEADERS <QtWidgets> LIBS Qt6::Widgets)
    strato_make_precompiled(guitest HEADERS <QtWidgets> LIBS Qt6::Widgets OPTIONS ${STRATO_TEST_OPTIONS})
endif()

# strato_add_library(name [WIDGETS] SOURCES ... LIBS ...): a folder of the product as a library.
function(strato_add_library name)
    cmake_parse_arguments(ARG "WIDGETS" "" "SOURCES;LIBS" ${ARGN})
    add_library(${name} ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON DEFINE_SYMBOL "")
    target_link_libraries(${name} PUBLIC stratoscope_options Qt6::Core ${ARG_LIBS})
    if(ARG_WIDGETS)
        target_link_libraries(${name} PUBLIC Qt6::Widgets)
        target_precompile_headers(${name} REUSE_FROM strato_precompiled_widgets)
    else()
        target_precompile_headers(${name} REUSE_FROM strato_precompiled_core)
    endif()
endfunction()

# strato_moc_sources(name SOURCES ...): moc for those sources of a program that include what it makes of them (NAME.moc).
# AUTOMOC would do the same for ten times the price: of 200 programs, two steps each and an empty source to compile.
function(strato_moc_sources name)
    foreach(source IN LISTS ARGN)
        file(STRINGS ${source} wanted REGEX "^#include \"[A-Za-z0-9_]+\\.moc\"$" LIMIT_COUNT 1)
        if(wanted)
            cmake_path(GET source STEM stem)
            set(output ${CMAKE_CURRENT_BINARY_DIR}/${name}_moc/${stem}.moc)
            file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/${name}_moc)
            qt_generate_moc(${source} ${output})
            target_sources(${name} PRIVATE ${output})
            target_include_directories(${name} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${name}_moc)
        endif()
    endforeach()
endfunction()

# strato_add_test_program(tst_name [GUI] SOURCES ... LIBS ...): one Qt Test program that ctest does not know of.
function(strato_add_test_program name)
    cmake_parse_arguments(ARG "GUI" "" "SOURCES;LIBS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    strato_moc_sources(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE stratoscope_options Qt6::Test ${ARG_LIBS})
    target_compile_options(${name} PRIVATE ${STRATO_TEST_OPTIONS})
    target_compile_definitions(${name} PRIVATE STRATO_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
        STRATO_TEST_DATA="${CMAKE_CURRENT_SOURCE_DIR}/data")
    if(ARG_GUI)
        target_link_libraries(${name} PRIVATE Qt6::Widgets)
        target_precompile_headers(${name} REUSE_FROM strato_precompiled_guitest)
    else()
        target_precompile_headers(${name} REUSE_FROM strato_precompiled_test)
    endif()
endfunction()

# strato_add_test(tst_name [GUI] LABEL unit|gui|check [TIMEOUT seconds] SOURCES ... LIBS ...): one for ctest.
function(strato_add_test name)
    cmake_parse_arguments(ARG "GUI" "LABEL;TIMEOUT" "SOURCES;LIBS;ENVIRONMENT" ${ARGN})
    if(ARG_GUI)
        strato_add_test_program(${name} GUI SOURCES ${ARG_SOURCES} LIBS ${ARG_LIBS})
    else()
        strato_add_test_program(${name} SOURCES ${ARG_SOURCES} LIBS ${ARG_LIBS})
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
