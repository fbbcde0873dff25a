# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
# stratoscope_options: the one place for warnings, hardening and Qt's strictness. Every target of ours links it.
add_library(stratoscope_options INTERFACE)
target_compile_options(stratoscope_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
    -Wformat=2 -Wimplicit-fallthrough
    $<$<BOOL:${STRATO_WERROR}>:-Werror>
    # Several files at once: each looks like a header to this one, and headers must not use anonymous namespaces.
    $<$<BOOL:${CMAKE_UNITY_BUILD}>:-Wno-subobject-linkage>
    -fstack-protector-strong -fstack-clash-protection -fcf-protection=full)
target_compile_definitions(stratoscope_options INTERFACE
    _GLIBCXX_ASSERTIONS
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_USE_QSTRINGBUILDER QT_STRICT_ITERATORS QT_NO_FOREACH
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION)
target_link_options(stratoscope_options INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
target_include_directories(stratoscope_options INTERFACE ${CMAKE_SOURCE_DIR})
target_include_directories(stratoscope_options SYSTEM INTERFACE ${STRATO_PROTOZERO_INCLUDE} ${STRATO_EXPECTED_INCLUDE})
target_link_libraries(stratoscope_options INTERFACE Threads::Threads)

if(STRATO_SANITIZE)
    target_compile_options(stratoscope_options INTERFACE
        -fsanitize=${STRATO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
        -Wno-maybe-uninitialized) # gcc's own manual: instrumented code makes it cry wolf
    target_link_options(stratoscope_options INTERFACE -fsanitize=${STRATO_SANITIZE})
    target_compile_options(stratoscope_options INTERFACE
        $<$<BOOL:${STRATO_FUZZ_COVERAGE}>:-fsanitize-coverage=trace-pc>)
else()
    # A library that forgot to name what it needs fails here, not when it is loaded. Sanitizers come with the program.
    target_link_options(stratoscope_options INTERFACE -Wl,--no-undefined)
    # FORTIFY_SOURCE needs optimisation and quarrels with the sanitizers' interceptors.
    target_compile_options(stratoscope_options INTERFACE
        $<$<CONFIG:Release,RelWithDebInfo>:-U_FORTIFY_SOURCE>
        $<$<CONFIG:Release,RelWithDebInfo>:-D_FORTIFY_SOURCE=3>)
endif()

find_program(STRATO_MOLD mold)
if(STRATO_MOLD)
    target_link_options(stratoscope_options INTERFACE -fuse-ld=mold)
endif()
