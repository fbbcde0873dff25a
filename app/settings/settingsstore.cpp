// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/settings/settingsstore.h"

#include "models/base/savefile.h"
#include "models/base/smallfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxFileBytes = 4LL * 1024 * 1024;
constexpr std::chrono::seconds saveDelay { 1 };
constexpr std::chrono::seconds retryDelay { 30 };

} // namespace

AppSettings settingsOfBrokenFile()
{
    AppSettings settings;
    settings.pluginPolicy = ExecPolicy::DenyAll;
    return settings;
}

AppSettings readSettings(const QString& file, std::optional<Error>* problem)
{
    const Result<QByteArray> bytes = readSmallFile(file, maxFileBytes);
    if (!bytes && bytes.error().code == ErrorCode::NotFound)
        return {};
    Result<AppSettings> decoded = bytes.and_then(decodeSettings);
    if (decoded)
        return std::move(*decoded);
    if (problem) {
        *problem = decoded.error();
        if (bytes) // else the path is told already
            (*problem)->detail = file + u": "_s + decoded.error().detail;
    }
    return settingsOfBrokenFile();
}

SettingsStore::SettingsStore(QString file, QObject* parent)
    : QObject(parent)
    , m_file(std::move(file))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SettingsStore::flush);
}

SettingsStore::~SettingsStore()
{
    flush();
}

std::optional<Error> SettingsStore::load()
{
    QFile file(m_file);
    if (!file.exists())
        return std::nullopt;
    m_settings = settingsOfBrokenFile();
    if (!file.open(QIODevice::ReadOnly))
        return Error { ErrorCode::FileUnreadable, m_file + u": "_s + file.errorString() };
    const QByteArray bytes = file.read(maxFileBytes);
    Result<AppSettings> decoded = file.error() == QFileDevice::NoError
        ? decodeSettings(bytes)
        : fail(ErrorCode::FileUnreadable, file.errorString());
    if (decoded) {
        m_settings = std::move(*decoded);
        return std::nullopt;
    }
    file.close();
    QFile::remove(m_file + u".broken"_s);
    if (file.rename(m_file + u".broken"_s)) {
        m_pending = true;
        m_timer.start(saveDelay);
    }
    Error error = decoded.error();
    error.detail = m_file + u": "_s + error.detail;
    return error;
}

void SettingsStore::set(AppSettings settings)
{
    if (settings == m_settings)
        return;
    m_settings = std::move(settings);
    m_pending = true;
    m_timer.start(saveDelay);
    emit changed(m_settings);
}

void SettingsStore::setLayout(const QString& name, const QByteArray& state)
{
    if (m_settings.layouts[name] == state)
        return;
    m_settings.layouts[name] = state;
    m_pending = true;
    m_timer.start(saveDelay);
}

std::optional<Error> SettingsStore::flush()
{
    m_timer.stop();
    if (!m_pending || m_file.isEmpty())
        return std::nullopt;
    QDir().mkpath(QFileInfo(m_file).absolutePath());
    const Result<void> saved
        = saveWhole(m_file, encodeSettings(m_settings), QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (saved) {
        m_pending = false;
        if (std::exchange(m_failed, false))
            emit savedAgain();
        return std::nullopt;
    }
    m_timer.start(retryDelay);
    if (!std::exchange(m_failed, true))
        emit saveFailed(saved.error());
    return saved.error();
}

} // namespace Strato
