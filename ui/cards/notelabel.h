// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/plaintext/plainlabel.h"

#include <QStringList>

namespace Strato {

class Theme;

/// A few words beside a big number: on one line, or where they are too long for it on two small ones. What does not
/// fit there either is elided and told by a tip.
class NoteLabel final : public PlainLabel {
    Q_OBJECT
public:
    explicit NoteLabel(const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] QStringList lines() const; ///< as they are drawn
    [[nodiscard]] bool isWhole() const; ///< nothing is elided

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int linesThatFit() const;

    const Theme& m_theme;
};

} // namespace Strato
