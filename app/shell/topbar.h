// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMap>
#include <QWidget>

class QHBoxLayout;
class QMenu;
class QPushButton;

namespace Strato {

class ClusterChip;
class Console;
class PlainLabel;
class Theme;
struct OpenCluster;

/// The upper edge: what is open and as whom, and the way to everything else.
class TopBar final : public QWidget {
    Q_OBJECT
public:
    TopBar(Console& console, const Theme& theme, QWidget* parent = nullptr);
    ~TopBar() override;

    void setMenu(QMenu* menu); ///< of the program, behind the last button; not taken over
    void setClustersChosen(const QStringList& contexts); ///< those that the views show; empty: all

signals:
    void paletteRequested();
    void openClusterRequested(); ///< "+": choose another context
    void clustersChosen(const QStringList& contexts); ///< show these; empty: all
    void detailsRequested(const QString& context); ///< why it is as it is

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Fit : std::uint8_t { Whole, ShortChips, ChipsFirst };

    void buildSearch();
    [[nodiscard]] int chipWidth(const ClusterChip& chip, Fit fit) const;
    [[nodiscard]] int roomFor(Fit fit) const;
    [[nodiscard]] Fit bestFit() const;
    void rebuild();
    void arrange();
    void showHidden();
    void fill(ClusterChip& chip, const OpenCluster& cluster);
    void handleChip(const QString& context, const QPoint& at);
    void showMenu(const QString& context, const QPoint& at);
    void addChoice(QMenu& menu, const QString& context);
    void addMarks(QMenu& menu, const OpenCluster& cluster);
    [[nodiscard]] bool isShown(const QString& context) const;
    void retranslate();

    Console& m_console;
    const Theme& m_theme;
    PlainLabel* m_name = nullptr;
    QHBoxLayout* m_chipRow = nullptr;
    QMap<QString, ClusterChip*> m_chips;
    QStringList m_chosen; // empty: all
    QPushButton* m_add = nullptr;
    QPushButton* m_more = nullptr;
    QPushButton* m_search = nullptr;
    PlainLabel* m_searchText = nullptr;
    PlainLabel* m_searchKeys = nullptr;
    QPushButton* m_menu = nullptr;
};

} // namespace Strato
