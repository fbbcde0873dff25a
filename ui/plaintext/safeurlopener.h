// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/result.h"

#include <QSet>
#include <QUrl>

#include <functional>

namespace Strato {

/// The only way a link leaves the console (rule S5): http or https, no user name, no control or invisible characters,
/// host in punycode; a host that we are not connected to is asked about first. GUI thread.
class SafeUrlOpener final {
public:
    using Launch = std::function<bool(const QUrl&)>;
    using Confirm = std::function<bool(const QString& shownUrl)>; ///< true: open it

    /// @p launch hands the address to the desktop (tests: a stub); @p confirm asks the person.
    SafeUrlOpener(Launch launch, Confirm confirm);
    /// With QDesktopServices::openUrl.
    explicit SafeUrlOpener(Confirm confirm);

    void setKnownHosts(QSet<QString> hosts); ///< lower case, punycode: opened without asking

    /// The parsed address, or InvalidArgument with the reason. Pure.
    [[nodiscard]] static Result<QUrl> checked(const QString& text);
    /// @return the error of checked(), Cancelled when the person declined, NotFound when the desktop could not open it.
    [[nodiscard]] Result<void> open(const QString& text) const;

private:
    Launch m_launch;
    Confirm m_confirm;
    QSet<QString> m_knownHosts;
};

} // namespace Strato
