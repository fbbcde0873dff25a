// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

#include <QAbstractButton>

namespace Strato {

class Theme;

/// A cluster in the top bar: name, the identity used there, whether it is locked, and PRODUCTION with an edge in its
/// own hue; UNVERIFIED in that of what is critical. Press for the menu of that cluster.
class ClusterChip final : public QAbstractButton {
    Q_OBJECT
public:
    struct Content {
        QString name {};
        QString identity {}; ///< "sso:oncall", empty: not signed in
        bool production = true; ///< what is unmarked counts as production
        bool locked = true; ///< read-only
        bool unverified = false; ///< nobody checks that the server is the one it is taken for
        Health health = Health::Unknown; ///< of the connection; Well draws no shape
        bool shown = true; ///< in the views; else its name is struck out
        bool isOfNow = false; ///< the window shows the past and the health is of now all the same: drawn quietly
        bool operator==(const Content&) const = default;
    };

    explicit ClusterChip(const Theme& theme, QWidget* parent = nullptr);

    void setContent(const Content& content);
    [[nodiscard]] const Content& content() const { return m_content; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override; ///< without the identity

signals:
    void menuRequested(const QPoint& globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void describe();
    [[nodiscard]] QFont fontOf(QFont::Weight weight) const;
    [[nodiscard]] int wide(const QString& text, QFont::Weight weight = QFont::Normal) const; ///< without being elided
    [[nodiscard]] QString rightsText() const;
    void drawLock(QPainter& painter, const QRectF& box) const;

    const Theme& m_theme;
    Content m_content;
};

} // namespace Strato
