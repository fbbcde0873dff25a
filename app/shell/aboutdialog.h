// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDialog>

namespace Strato {

class Theme;
class Words;

/// What this program is: version, licence, and the libraries that it runs with, ready to be copied into a report.
class AboutDialog final : public QDialog {
    Q_OBJECT
public:
    explicit AboutDialog(const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] QString report() const; ///< what the copy button copies

private:
    void buildText(const Theme& theme);
    void buildButtons();

    Words* m_words;
};

} // namespace Strato
