// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/code/detailstable.h"

#include "models/base/plaintext.h"
#include "ui/cards/shapemark.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/plaintext/tooltip.h"

#include <QGridLayout>
#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

enum GridColumn { NameColumn, ShapeColumn, ValueColumn };

} // namespace

DetailsTable::DetailsTable(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme.px(6));
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnStretch(ValueColumn, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(&theme, &Theme::changed, this, [this] { rebuild(); });
}

bool DetailsTable::sameShape(const std::vector<Row>& rows) const
{
    return std::ranges::equal(rows, m_rows, [](const Row& a, const Row& b) {
        return a.name == b.name && a.mono == b.mono && a.health.has_value() == b.health.has_value()
            && a.linkId.isEmpty() == b.linkId.isEmpty();
    });
}

void DetailsTable::setRows(const std::vector<Row>& rows)
{
    const bool same = sameShape(rows);
    const std::vector<Row> old = std::exchange(m_rows, rows);
    if (!same) {
        rebuild();
        return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] != old[i])
            refreshRow(int(i), rows[i]);
    }
}

void DetailsTable::rebuild()
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    for (int line = 0; line < m_grid->rowCount(); ++line)
        m_grid->setRowMinimumHeight(line, 0); // a grid never forgets a row: it would leave a hole
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        addRow(int(i), m_rows[i]);
    update();
}

void DetailsTable::addRow(int line, const Row& row)
{
    m_grid->setRowMinimumHeight(line, m_theme.rowHeight());
    auto* name = new PlainLabel(row.name, Type::Body, Role::Text2, this);
    name->setContentsMargins(m_theme.px(8), 0, m_theme.px(12), 0);
    m_grid->addWidget(name, line, NameColumn, Qt::AlignLeading | Qt::AlignVCenter);
    if (row.health)
        m_grid->addWidget(new ShapeMark(m_theme, *row.health, this, 11), line, ShapeColumn, Qt::AlignVCenter);
    if (row.linkId.isEmpty()) {
        auto* value = new PlainLabel({}, row.mono ? Type::Mono : Type::Body, Role::Text, this);
        value->setIdentifier(true);
        value->setElide(true);
        value->setCopyable(true);
        m_grid->addWidget(value, line, row.health ? int(ValueColumn) : int(ShapeColumn), 1, row.health ? 1 : 2);
    } else {
        auto* link = new QPushButton(this);
        link->setProperty("look", u"link"_s);
        link->setCursor(Qt::PointingHandCursor);
        connect(link, &QPushButton::clicked, this, [this, line] {
            if (line < int(m_rows.size()))
                emit linkActivated(m_rows[std::size_t(line)].linkId);
        });
        m_grid->addWidget(link, line, row.health ? int(ValueColumn) : int(ShapeColumn), 1, row.health ? 1 : 2,
            Qt::AlignLeading | Qt::AlignVCenter);
    }
    refreshRow(line, row);
}

void DetailsTable::refreshRow(int line, const Row& row)
{
    const auto widgetAt = [&](int column) {
        const QLayoutItem* item = m_grid->itemAtPosition(line, column);
        return item ? item->widget() : nullptr;
    };
    if (auto* mark = qobject_cast<ShapeMark*>(widgetAt(ShapeColumn)); mark && row.health)
        mark->setHealth(*row.health);
    QWidget* cell = widgetAt(ValueColumn);
    if (auto* value = qobject_cast<PlainLabel*>(cell)) {
        value->setText(row.value);
        value->setTextRole(row.health && *row.health != Health::Well ? roleOf(*row.health) : Role::Text);
        //: spoken: %1 is the name of a property, %2 its value
        value->setAccessibleName(tr("%1: %2").arg(row.name, value->fullText()));
    } else if (auto* link = qobject_cast<QPushButton*>(cell)) {
        QString shown = showInvisibles(cleanLine(row.value, 256));
        setPlainToolTip(*link, shown);
        link->setAccessibleName(tr("%1: %2").arg(row.name, shown));
        link->setText(shown.replace(u'&', u"&&"_s)); // no mnemonic from outside text
    }
}

void DetailsTable::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(m_theme.colour(Role::Line));
    for (int line = 0; line < int(m_rows.size()); ++line) {
        const int y = m_grid->cellRect(line, NameColumn).bottom();
        painter.drawLine(0, y, width(), y);
    }
}

} // namespace Strato
