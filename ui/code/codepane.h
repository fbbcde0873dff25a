// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>

namespace Strato {

class Theme;

/// A read-only text with line numbers beside it.
class CodePane final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit CodePane(const Theme& theme, QWidget* parent = nullptr);

    void paintNumbers(QPaintEvent* event); ///< called by the margin
    [[nodiscard]] int marginWidth() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeMargin();

    const Theme& m_theme;
    QWidget* m_margin;
};

} // namespace Strato
