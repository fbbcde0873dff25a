// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

#include <QAbstractButton>

namespace Strato {

class Theme;
enum class Type : std::uint8_t;

/// A small tile: shape and word of a state over (compact: before) a count ("● running 36"). Press to see the list.
class CountTile final : public QAbstractButton {
    Q_OBJECT
public:
    CountTile(const Theme& theme, Health health, const QString& word, QWidget* parent = nullptr);

    void setCount(const QString& count); ///< formatted; "–" when unknown
    [[nodiscard]] const QString& count() const { return m_count; }
    void setCompact(bool compact); ///< one line instead of two: where height is short
    void setWord(const QString& word);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void activated();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void describe();
    [[nodiscard]] bool isLow() const; ///< compact, or not high enough for two lines
    [[nodiscard]] Type numberType(bool low) const;
    void paintWord(QPainter& painter, const QRect& line) const;

    const Theme& m_theme;
    Health m_health;
    QString m_word;
    QString m_count;
    bool m_compact = false;
};

} // namespace Strato
