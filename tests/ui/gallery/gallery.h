// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <memory>

class QStandardItemModel;

namespace Strato {

class CommandPalette;
class SampleModel;
class Theme;
class ToastArea;

/// Every widget of ui/ with invented data, laid out as the drawings have them. Page 0: overview; page 1: states and
/// details.
class Gallery final : public QWidget {
    Q_OBJECT
public:
    Gallery(const Theme& theme, int page);
    ~Gallery() override;

private:
    [[nodiscard]] QWidget* topBar();
    [[nodiscard]] QWidget* statusBar();
    [[nodiscard]] QWidget* overview();
    [[nodiscard]] QWidget* numbersRow();
    [[nodiscard]] QWidget* tablesRow();
    [[nodiscard]] QWidget* chartsRow();
    [[nodiscard]] QWidget* states();
    [[nodiscard]] QWidget* statesLeft();
    [[nodiscard]] QWidget* statesRight();
    [[nodiscard]] QWidget* table(int rows, bool stale);
    void addPalette();

    const Theme& m_theme;
    std::unique_ptr<SampleModel> m_model;
    std::unique_ptr<QStandardItemModel> m_entities;
};

} // namespace Strato
