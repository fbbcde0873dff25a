// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/typing.h"

#include "app/shell/mainwindow.h"
#include "tests/bench/measures.h"
#include "ui/tables/filteredit.h"
#include "ui/tables/stratotable.h"
#include "ui/tables/tableview.h"
#include "views/explorer/resourcelist.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QTimer>

namespace Strato::Bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto betweenKeys = 30ms;

/// Sees whether one widget was painted.
class PaintSeen final : public QObject {
public:
    explicit PaintSeen(QObject* widget) { widget->installEventFilter(this); }
    [[nodiscard]] bool painted() const { return m_painted; }
    bool eventFilter(QObject* /*watched*/, QEvent* event) override
    {
        m_painted = m_painted || event->type() == QEvent::Paint;
        return false;
    }

private:
    bool m_painted = false;
};

} // namespace

Typing::Typing(MainWindow& window, ResourceList& list)
    : m_window(window)
    , m_list(list)
{
    QTimer::singleShot(1s, this, &Typing::prepare);
}

void Typing::prepare()
{
    StratoTable& table = *m_list.table();
    const RecordTableModel& model = m_list.model();
    for (int column = 0; column < model.columnCount(); ++column)
        table.setColumnShown(model.headerData(column, Qt::Horizontal, HeaderIdRole).toByteArray(), true);
    table.view()->selectAll();
    for (FilterEdit* edit : m_window.findChildren<FilterEdit*>()) {
        if (edit->isVisible())
            m_edit = edit;
    }
    m_edit->setFocus();
    const QString node = model.index(model.rowCount() / 2, model.columnOf(u"node")).data(RawRole).toString();
    m_texts = { u"filler-7 node:"_s + node.left(8), u"ns:batch-b app=filler-1"_s, u"-filler-3 z"_s };
    QTimer::singleShot(500ms, this, &Typing::next); // the new columns are laid out by then
}

void Typing::next()
{
    const QString& text = m_texts.front();
    if (m_typed < text.size())
        press(0, text.mid(m_typed, 1));
    else
        press(Qt::Key_Backspace, {});
    if (++m_typed == 2 * text.size()) {
        m_typed = 0;
        m_texts.removeFirst();
    }
    QTimer::singleShot(betweenKeys, this, m_texts.isEmpty() ? &Typing::finish : &Typing::next);
}

void Typing::press(int key, const QString& text)
{
    const PaintSeen seen(m_list.table()->view()->viewport());
    const double begin = milliseconds(CLOCK_THREAD_CPUTIME_ID);
    QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier, text);
    QCoreApplication::sendEvent(m_edit, &event);
    while (m_list.model().hasPendingWork())
        m_list.model().workNow();
    QCoreApplication::sendPostedEvents(); // layouts and paintings
    m_keys.push_back(milliseconds(CLOCK_THREAD_CPUTIME_ID) - begin);
    m_unpainted += seen.painted() ? 0 : 1;
}

void Typing::finish()
{
    QJsonObject figures;
    figures[u"keys"_s] = static_cast<qint64>(m_keys.size());
    figures[u"keys_without_paint"_s] = m_unpainted;
    figures[u"key_p50_ms"_s] = percentile(m_keys, 0.5);
    figures[u"key_p95_ms"_s] = percentile(m_keys, 0.95);
    figures[u"key_max_ms"_s] = percentile(m_keys, 1);
    figures[u"columns"_s]
        = m_list.model().columnCount() - m_list.table()->view()->horizontalHeader()->hiddenSectionCount();
    figures[u"selected"_s] = static_cast<qint64>(m_list.table()->view()->selectionModel()->selectedRows().size());
    emit done(figures);
}

} // namespace Strato::Bench
