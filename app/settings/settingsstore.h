// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/settings/appsettings.h"

#include <QObject>
#include <QTimer>

namespace Strato {

/// What holds where a file is that cannot be read: the defaults, but no sign-in program runs, since the file may have
/// said so.
[[nodiscard]] AppSettings settingsOfBrokenFile();

/// What is remembered in @p file, for commands that change nothing: one that cannot be read is left alone, and
/// settingsOfBrokenFile() hold. @p problem: why, with its path; no file is none. Blocks on the file.
[[nodiscard]] AppSettings readSettings(const QString& file, std::optional<Error>* problem = nullptr);

/// Keeps AppSettings in one file, written whole and atomically, at most once a second. A file that cannot be read is
/// moved aside, never overwritten; where nothing can be written (read-only home, full disk) the console goes on with
/// what it has and says once that nothing will be saved. GUI thread.
class SettingsStore final : public QObject {
    Q_OBJECT
public:
    /// @p file need not exist. Nothing is read before load().
    explicit SettingsStore(QString file, QObject* parent = nullptr);
    ~SettingsStore() override; ///< writes what is pending

    /// A problem with an existing file. The settings are then settingsOfBrokenFile(). A file that is no settings lies
    /// beside as "….broken" afterwards, and those are saved soon in its place: without any file sign-in programs may
    /// run.
    [[nodiscard]] std::optional<Error> load();
    [[nodiscard]] const AppSettings& settings() const { return m_settings; }
    void set(AppSettings settings); ///< emits changed() when it differs, saves soon
    void setLayout(const QString& name, const QByteArray& state); ///< without changed(): nobody but its owner cares
    /// Writes now. An error is also emitted as saveFailed, once until a write succeeds again; tried again every half
    /// minute meanwhile.
    std::optional<Error> flush();
    [[nodiscard]] QString file() const { return m_file; }

signals:
    void changed(const Strato::AppSettings& settings);
    void saveFailed(const Strato::Error& error);
    void savedAgain(); ///< what had failed is written now

private:
    const QString m_file;
    AppSettings m_settings;
    QTimer m_timer;
    bool m_pending = false;
    bool m_failed = false;
};

} // namespace Strato
