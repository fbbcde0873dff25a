// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/code/detailstable.h"

#include "models/base/plaintext.h"
#include "ui/cards/shapemark.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/plaintext/tooltip.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QStyleOptionButton>
#include <QStylePainter>

#include <algorithm>
#include <utility>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

enum GridColumn { NameColumn, ShapeColumn, ValueColumn };

constexpr int mostLines = 5;
constexpr int widestName = 170;

/// A link whose text is elided in the middle where there is no room for it: names differ at both ends.
class LinkButton final : public QPushButton {
public:
    explicit LinkButton(QWidget* parent)
        : QPushButton(parent)
    {
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // it may shrink
    }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return { fontMetrics().averageCharWidth() * 8, QPushButton::minimumSizeHint().height() };
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QStylePainter painter(this);
        QStyleOptionButton option;
        initStyleOption(&option);
        const int around = sizeHint().width() - fontMetrics().size(Qt::TextShowMnemonic, option.text).width();
        option.text = fontMetrics().elidedText(option.text, Qt::ElideMiddle, width() - around, Qt::TextShowMnemonic);
        painter.drawControl(QStyle::CE_PushButton, option);
    }
};

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
    connect(&theme, &Theme::changed, this, [this] { rebuild(); });
}

bool DetailsTable::sameShape(const std::vector<Row>& rows) const
{
    return std::ranges::equal(rows, m_rows, [](const Row& a, const Row& b) {
        return a.name == b.name && a.mono == b.mono && a.health.has_value() == b.health.has_value()
            && a.address == b.address && a.linkId.isEmpty() == b.linkId.isEmpty();
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

int DetailsTable::marginAbove(Type type) const
{
    return std::max(0, (m_theme.rowHeight() - QFontMetrics(m_theme.font(type)).lineSpacing()) / 2);
}

void DetailsTable::addMark(int line, Health health)
{
    auto* holder = new QWidget(this); // beside the first line of a value
    auto* box = new QVBoxLayout(holder);
    auto* mark = new ShapeMark(m_theme, health, holder, 11);
    box->setContentsMargins(0, (m_theme.rowHeight() - mark->sizeHint().height()) / 2, 0, 0);
    box->addWidget(mark);
    m_grid->addWidget(holder, line, ShapeColumn, Qt::AlignTop);
}

QWidget* DetailsTable::makeValue(int line, const Row& row)
{
    const Type type = row.mono ? Type::Mono : Type::Body;
    auto* value = new PlainLabel({}, type, Role::Text, this);
    value->setIdentifier(true);
    value->setMostLines(mostLines);
    value->setContentsMargins(0, marginAbove(type), 0, marginAbove(type));
    value->setCopyable(true);
    if (!row.address)
        return value;
    auto* both = new QWidget(this);
    auto* box = new QHBoxLayout(both);
    box->setContentsMargins(0, 0, 0, 0);
    //: button beside a web address: opens it in the browser
    auto* open = new QPushButton(tr("Open ↗"), both);
    open->setProperty("look", u"link"_s);
    open->setCursor(Qt::PointingHandCursor);
    connect(open, &QPushButton::clicked, this, [this, line] {
        if (line < int(m_rows.size()))
            emit addressActivated(m_rows[std::size_t(line)].value);
    });
    box->addWidget(value, 1);
    box->addWidget(open, 0, Qt::AlignTop);
    return both;
}

QWidget* DetailsTable::makeLink(int line)
{
    auto* link = new LinkButton(this);
    link->setProperty("look", u"link"_s);
    link->setCursor(Qt::PointingHandCursor);
    connect(link, &QPushButton::clicked, this, [this, line] {
        if (line < int(m_rows.size()))
            emit linkActivated(m_rows[std::size_t(line)].linkId);
    });
    return link;
}

void DetailsTable::addRow(int line, const Row& row)
{
    m_grid->setRowMinimumHeight(line, m_theme.rowHeight());
    auto* name = new PlainLabel(row.name, Type::Body, Role::Text2, this);
    name->setMostLines(mostLines);
    name->setMaximumWidth(m_theme.px(widestName));
    name->setContentsMargins(m_theme.px(8), marginAbove(Type::Body), m_theme.px(12), marginAbove(Type::Body));
    m_grid->addWidget(name, line, NameColumn, Qt::AlignLeading | Qt::AlignTop);
    if (row.health)
        addMark(line, *row.health);
    const int column = row.health ? int(ValueColumn) : int(ShapeColumn);
    const int span = row.health ? 1 : 2;
    if (row.linkId.isEmpty())
        m_grid->addWidget(makeValue(line, row), line, column, 1, span);
    else
        m_grid->addWidget(makeLink(line), line, column, 1, span, Qt::AlignLeading | Qt::AlignVCenter);
    refreshRow(line, row);
}

void DetailsTable::refreshRow(int line, const Row& row)
{
    const auto widgetAt = [&](int column) {
        const QLayoutItem* item = m_grid->itemAtPosition(line, column);
        return item ? item->widget() : nullptr;
    };
    if (row.health)
        widgetAt(ShapeColumn)->findChild<ShapeMark*>()->setHealth(*row.health);
    QWidget* cell = widgetAt(ValueColumn);
    auto* value = row.address ? cell->findChild<PlainLabel*>() : qobject_cast<PlainLabel*>(cell);
    if (value) {
        value->setText(row.value);
        value->setTextRole(row.health && *row.health != Health::Well ? roleOf(*row.health) : Role::Text);
        //: spoken: %1 is the name of a property, %2 its value
        value->setAccessibleName(tr("%1: %2").arg(row.name, value->fullText()));
    }
    auto* link = row.address ? cell->findChild<QPushButton*>() : qobject_cast<QPushButton*>(cell);
    if (!link)
        return;
    QString shown = showInvisibles(cleanLine(row.value, row.address ? 8192 : 256));
    setPlainToolTip(*link, shown);
    //: spoken: a button beside a web address; %1: the address
    link->setAccessibleName(row.address ? tr("Open %1 in the browser").arg(shown) : tr("%1: %2").arg(row.name, shown));
    if (!row.address)
        link->setText(shown.replace(u'&', u"&&"_s)); // no mnemonic from outside text
}

/// The grid's own cells are those of rows whose heights do not follow from its width.
int DetailsTable::bottomOf(int line) const
{
    const QRect name = m_grid->itemAtPosition(line, NameColumn)->geometry();
    const int value = m_grid->itemAtPosition(line, ValueColumn)->geometry().bottom();
    return std::max({ name.top() + m_theme.rowHeight() - 1, name.bottom(), value });
}

void DetailsTable::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        rebuild();
    QWidget::changeEvent(event);
}

void DetailsTable::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(m_theme.colour(Role::Line));
    for (int line = 0; line < int(m_rows.size()); ++line) {
        const int y = bottomOf(line);
        painter.drawLine(0, y, width(), y);
    }
}

} // namespace Strato
