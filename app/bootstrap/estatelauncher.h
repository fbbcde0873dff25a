// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

class QProcess;

namespace Strato {

/// What the demo estate said when it was ready: ordinary addresses, as a user would type them.
struct EstateAddress {
    QString kubeconfig; ///< path
    QStringList contexts; ///< those to open, in order
    QString prometheusUrl; ///< empty: none
    std::optional<Error> prometheusMissing; ///< why there is none: shown to the user
    QString stateNote; ///< why its state is not where it usually is; empty: it is
};

/// Starts `stratoscope-estate` as a child, which dies with this process. After ready() the console treats its addresses
/// like any others. GUI (or main) thread.
class EstateLauncher final : public QObject {
    Q_OBJECT
public:
    explicit EstateLauncher(QObject* parent = nullptr);
    ~EstateLauncher() override; ///< asks the estate to end, and waits at most two seconds

    /// @p extraArguments are passed to `stratoscope-estate serve`.
    void start(const QStringList& extraArguments = {});

    /// Beside our own program, else in ../libexec/stratoscope, else nothing.
    [[nodiscard]] static QString findProgram();
    /// The one JSON line that the estate prints when it serves. Errors: Malformed.
    [[nodiscard]] static Result<EstateAddress> parseReadyLine(const QByteArray& line);

signals:
    void ready(const Strato::EstateAddress& address);
    void failed(const Strato::Error& error); ///< it could not start, or ended later

private:
    void readOutput();
    void readError();
    void fail(ErrorCode code, const QString& detail);

    std::unique_ptr<QProcess> m_process;
    QByteArray m_output;
    QByteArray m_lastWords; // the newest of what it says on stderr
    QTimer m_timeout;
    bool m_ready = false;
};

} // namespace Strato
