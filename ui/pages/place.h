// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace Strato {

/// Where the user is: a view and what it shows. What back and forward go through, what a link carries.
/// Text form: "strato:explorer?kind=pods&filter=ns%3Ashop". A link never carries an action.
struct Place {
    QString view; ///< "overview", "explorer"
    QMap<QString, QString> parameters; ///< "kind", "filter", "entity", "cluster", …

    bool operator==(const Place&) const = default;
    [[nodiscard]] QString toString() const;
    /// Nothing for another scheme, no view or one with a slash, or over 4,096 characters.
    [[nodiscard]] static std::optional<Place> parse(const QString& text);

    /// Several names as one parameter, parted by commas; what of a name would be taken for one is percent-encoded.
    [[nodiscard]] static QString joinNames(const QStringList& names);
    [[nodiscard]] static QStringList splitNames(const QString& value);
};

} // namespace Strato
