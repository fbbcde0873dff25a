// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/stylesheet.h"

#include "ui/theme/theme.h"

#include <QHash>

#include <array>
#include <utility>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

// Words in @braces@ stand for roles and scaled pixels, so that the sheet reads like a sheet.
constexpr auto s_controls = R"(
QToolTip { background: @raised@; color: @text@; border: 1px solid @line@; padding: @4@px; }
QPushButton { background: @raised@; color: @text@; border: 1px solid @line@; border-radius: 4px;
    padding: @4@px @12@px; min-height: @16@px; }
QPushButton:hover { border-color: @text3@; }
QPushButton:pressed { background: @selection@; }
QPushButton:focus { border-color: @accent@; }
QPushButton:disabled { background: transparent; color: @text3@; }
QPushButton::menu-indicator { width: 0; }
QPushButton[look="primary"] { background: @accent@; color: @onaccent@; border-color: @accent@; font-weight: 600; }
QPushButton[look="primary"]:focus { border: 2px solid @text@; padding: @3@px @11@px; }
QPushButton[look="primary"]:disabled { background: @raised@; color: @text3@; border-color: @line@; }
QPushButton[look="danger"] { background: transparent; color: @critical@; border-color: @critical@; }
QPushButton[look="danger"]:focus { border: 2px solid @critical@; padding: @3@px @11@px; }
QPushButton[look="danger"]:disabled { color: @text3@; border-color: @line@; }
QPushButton[look="dangerFilled"] { background: @critical@; color: @onstate@; border-color: @critical@; font-weight: 600; }
QPushButton[look="quiet"], QToolButton { background: transparent; color: @text2@; border: 1px solid transparent;
    border-radius: 4px; padding: @3@px @6@px; }
QPushButton[look="quiet"]:hover, QToolButton:hover { background: @raised@; color: @text@; }
QPushButton[look="quiet"]:focus, QToolButton:focus { border-color: @accent@; }
QPushButton[look="link"] { background: transparent; border: none; border-bottom: 1px solid transparent; color: @accent@;
    padding: 0; min-height: 0; text-align: left; }
QPushButton[look="link"]:hover, QPushButton[look="link"]:focus { border-bottom-color: @accent@; }
QPushButton[look="quiet"]:disabled, QPushButton[look="link"]:disabled, QToolButton:disabled { color: @text3@; }
QLineEdit, QPlainTextEdit, QSpinBox, QComboBox { background: @window@; color: @text@; border: 1px solid @line@;
    border-radius: 4px; selection-background-color: @selection@; selection-color: @text@; }
QLineEdit, QSpinBox, QComboBox { padding: @3@px @8@px; min-height: @18@px; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QComboBox:focus { border-color: @accent@; }
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QComboBox:disabled { color: @text3@; }
QComboBox::drop-down { subcontrol-origin: padding; subcontrol-position: center right; width: @24@px; border: none; }
QComboBox::down-arrow { image: none; width: 0; height: 0; border-left: @4@px solid @window@; border-right: @4@px solid @window@;
    border-top: @6@px solid @text2@; }
QComboBox::down-arrow:disabled { border-top-color: @text3@; }
QComboBox QAbstractItemView { background: @panel@; border: 1px solid @line@; }
QMenu { background: @panel@; color: @text@; border: 1px solid @line@; padding: @4@px; }
QMenu::item { padding: @4@px @24@px @4@px @24@px; border-radius: 3px; }
QMenu::item:selected { background: @selection@; }
QMenu::item:disabled { color: @text3@; }
QMenu::separator { height: 1px; background: @line@; margin: @4@px; }
)";

constexpr auto s_frames = R"(
QHeaderView { background: @panel@; border: none; }
QHeaderView::section { background: @panel@; color: @text2@; border: none; border-bottom: 1px solid @line@;
    padding: 0 @8@px; }
QHeaderView::section:hover { color: @text@; }
QTableView, QTreeView, QListView { background: @panel@; border: none; outline: 0; }
QScrollBar:vertical { background: transparent; width: @10@px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: @10@px; margin: 0; }
QScrollBar::handle { background: @line@; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: @24@px; }
QScrollBar::handle:horizontal { min-width: @24@px; }
QScrollBar::handle:hover { background: @text3@; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @accent@; }
QTabWidget::pane { border: none; border-top: 1px solid @line@; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: @text2@; border: none; border-bottom: 2px solid transparent;
    padding: @4@px @10@px; }
QTabBar::tab:selected { color: @text@; border-bottom-color: @accent@; }
QTabBar::tab:hover { color: @text@; }
QTabBar::tab:focus { background: @raised@; }
QScrollArea { background: transparent; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QWidget[surface="panel"] { background: @panel@; }
QWidget[surface="raised"] { background: @raised@; }
QWidget[surface="window"] { background: @window@; }
)";

constexpr auto s_texts = R"(
QLabel[textRole="second"] { color: @text2@; }
QLabel[textRole="third"] { color: @text3@; }
QLabel[textRole="accent"] { color: @accent@; }
QLabel[textRole="well"] { color: @well@; }
QLabel[textRole="warning"] { color: @warning@; }
QLabel[textRole="critical"] { color: @critical@; }
QLabel[textRole="unknown"] { color: @unknown@; }
QLabel[textRole="changing"] { color: @changing@; }
QLabel[textRole="production"] { color: @production@; }
)";

QString fontRule(QLatin1StringView type, const QFont& font)
{
    return u"QLabel[type=\"%1\"] { font-family: \"%2\"; font-size: %3pt; font-weight: %4; }\n"_s.arg(type,
        font.families().join(u"\", \""_s), QString::number(font.pointSizeF(), 'f', 2),
        QString::number(int(font.weight())));
}

QString filled(QString sheet, const Theme& theme)
{
    const std::array<std::pair<QLatin1StringView, Role>, 16> roles { { { "window"_L1, Role::Window },
        { "panel"_L1, Role::Panel }, { "raised"_L1, Role::Raised }, { "line"_L1, Role::Line },
        { "text"_L1, Role::Text }, { "text2"_L1, Role::Text2 }, { "text3"_L1, Role::Text3 },
        { "selection"_L1, Role::Selection }, { "well"_L1, Role::Well }, { "warning"_L1, Role::Warning },
        { "critical"_L1, Role::Critical }, { "unknown"_L1, Role::Unknown }, { "changing"_L1, Role::Changing },
        { "accent"_L1, Role::Accent }, { "onaccent"_L1, Role::OnAccent }, { "onstate"_L1, Role::OnState } } };
    for (const auto& [name, role] : roles)
        sheet.replace(u'@' + name + u'@', theme.colour(role).name());
    sheet.replace(u"@production@"_s, theme.colour(Role::Production).name());
    for (const int pixels : { 3, 4, 6, 8, 10, 11, 12, 16, 18, 24 })
        sheet.replace(u'@' + QString::number(pixels) + u'@', QString::number(theme.px(pixels)));
    return sheet;
}

} // namespace

QString styleSheet(const Theme& theme)
{
    QString sheet = QString::fromLatin1(s_controls) + QString::fromLatin1(s_frames) + QString::fromLatin1(s_texts);
    sheet += fontRule("small"_L1, theme.font(Type::Small)) + fontRule("headline"_L1, theme.font(Type::Headline))
        + fontRule("cardTitle"_L1, theme.font(Type::CardTitle)) + fontRule("bigNumber"_L1, theme.font(Type::BigNumber))
        + fontRule("mono"_L1, theme.font(Type::Mono)) + fontRule("monoSmall"_L1, theme.font(Type::MonoSmall));
    return filled(std::move(sheet), theme);
}

} // namespace Strato
