// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

#include <QAbstractButton>

namespace Strato {

class Theme;

/// A small tile: shape and word of a state over a count ("● running 36"). Press to see the list.
class CountTile final : public QAbstractButton {
    Q_OBJECT
public:
    CountTile(const Theme& theme, Health health, const QString& word, QWidget* parent = nullptr);

    void setCount(const QString& count); ///< formatted; "–" when unknown
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

    const Theme& m_theme;
    Health m_health;
    QString m_word;
    QString m_count;
};

} // namespace Strato
