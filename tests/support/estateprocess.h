// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

#include <nlohmann/json_fwd.hpp>

namespace Strato::Test {

/// One running `stratoscope-estate serve`, the program beside this test, ended with it.
class EstateProcess final {
public:
    /// Starts it, and waits until it said where everything is, or ended.
    explicit EstateProcess(const QStringList& arguments,
        const QProcessEnvironment& environment = QProcessEnvironment::systemEnvironment());
    ~EstateProcess(); ///< asks it to end, so that its own children end before their folder goes
    EstateProcess(const EstateProcess&) = delete;
    EstateProcess& operator=(const EstateProcess&) = delete;

    [[nodiscard]] nlohmann::json ready() const; ///< its line; an empty object: it said none
    [[nodiscard]] QString text(const char* key) const; ///< of its line
    [[nodiscard]] std::string prometheusUrl() const; ///< empty: it has none
    [[nodiscard]] QProcess& process() { return m_process; }
    /// Its path, for other verbs of it.
    [[nodiscard]] static QString program();

private:
    QProcess m_process;
    QByteArray m_line;
};

} // namespace Strato::Test
