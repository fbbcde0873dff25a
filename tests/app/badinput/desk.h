// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/shell/application.h"
#include "app/shell/mainwindow.h"
#include "tests/support/smallestate.h"
#include "ui/cards/statusbaritem.h"
#include "ui/plaintext/plainlabel.h"

#include <QAbstractItemView>
#include <QApplication>

#include <algorithm>

namespace Strato::Test {

/// The whole console with its window, offscreen, with a home and settings of its own.
class Desk final {
public:
    explicit Desk(Options options, const QString& settingsFile = {})
        : m_application(
            *qobject_cast<QApplication*>(QCoreApplication::instance()), m_clock, std::move(options), settingsFile)
        , m_console(m_application.console())
        , m_window(m_application.openWindow())
    {
        m_window->resize(1600, 960);
        m_window->show();
        m_application.start();
    }

    [[nodiscard]] Console& console() const { return m_console; }
    [[nodiscard]] MainWindow& window() const { return *m_window; }

    [[nodiscard]] bool isLive(const QString& context) const
    {
        const auto open = console().clusters().find(context);
        if (open == console().clusters().end() || open->second.error || open->second.id.empty())
            return false;
        const auto status = console().statuses().find("k8s:" + std::string(open->second.id.view()));
        return status != console().statuses().end() && status->second.freshness == Freshness::Live;
    }
    [[nodiscard]] std::optional<ErrorCode> errorOf(const QString& context) const
    {
        const auto open = console().clusters().find(context);
        return open == console().clusters().end() || !open->second.error ? std::nullopt
                                                                         : std::optional(open->second.error->code);
    }
    [[nodiscard]] std::size_t pods(const QString& context) const
    {
        const auto open = console().clusters().find(context);
        return open == console().clusters().end() || open->second.id.empty()
            ? 0
            : console().records().count({ "", "Pod" }, { open->second.id });
    }

    /// Everything the window says: labels, states of sources, buttons, and what a pointer that rests would be told.
    [[nodiscard]] QString words() const
    {
        QStringList all;
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            all << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription();
            if (const auto* label = qobject_cast<const PlainLabel*>(widget))
                all << label->fullText();
            else if (const auto* item = qobject_cast<const StatusBarItem*>(widget))
                all << item->statusText();
            else if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
                all << button->text();
            else if (const auto* view = qobject_cast<const QAbstractItemView*>(widget); view && view->model())
                all << cellsOf(*view->model());
        }
        return all.join(u'\n');
    }
    [[nodiscard]] bool says(const QString& text) const { return words().contains(text); }

private:
    static QStringList cellsOf(const QAbstractItemModel& model)
    {
        QStringList cells;
        for (int row = 0; row < std::min(model.rowCount(), 200); ++row) {
            for (int column = 0; column < model.columnCount(); ++column)
                cells << model.index(row, column).data().toString();
        }
        return cells;
    }

    SystemClock m_clock;
    Application m_application;
    Console& m_console;
    MainWindow* m_window;
};

/// Options of a window on @p contexts of the files that KUBECONFIG names.
inline Options windowOn(const QStringList& contexts)
{
    Options options;
    options.contexts = contexts;
    options.language = QStringLiteral("en");
    return options;
}

} // namespace Strato::Test
