// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/delegates/rowdelegate.h"

namespace Strato {

/// A sentence from a server, in as many lines as it needs, at most four: the last is elided then. Never markup. Whoever
/// owns the table gives a row the height that heightOf() says.
class MessageDelegate final : public RowDelegate {
    Q_OBJECT
public:
    static constexpr int mostLines = 4;

    explicit MessageDelegate(const Theme& theme, QObject* parent = nullptr);

    /// Of a row whose cell for @p text is @p width wide.
    [[nodiscard]] int heightOf(const QString& text, int width) const;

protected:
    void paintContent(QPainter& painter, const Cell& cell, const QModelIndex& index) const override;
};

} // namespace Strato
