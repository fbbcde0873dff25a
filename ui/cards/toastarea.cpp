// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/cards/toastarea.h"

#include "ui/cards/statepanel.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

ToastArea::ToastArea(const Theme& theme, QWidget* window)
    : QWidget(window)
    , m_theme(theme)
{
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(theme.px(8));
    //: accessible name of the corner where short messages appear
    setAccessibleName(tr("Messages"));
    window->installEventFilter(this);
    hide();
}

int ToastArea::show(Health health, const QString& title, const QString& text, const QString& actionText)
{
    makeRoom();
    const int id = m_nextId++;
    const bool stays = severityRank(health) >= severityRank(Health::Warning);
    auto* panel = new StatePanel(m_theme, this);
    StatePanel::Content content { .health = health, .title = title, .reason = text };
    if (!actionText.isEmpty())
        content.buttons.push_back({ .id = u"action"_s, .text = actionText });
    if (stays)
        //: puts a message away
        content.buttons.push_back({ .id = u"dismiss"_s, .text = tr("Dismiss") });
    panel->setContent(content);
    connect(panel, &StatePanel::buttonPressed, this, [this, id](const QString& button) {
        if (button == "action"_L1)
            emit actionPressed(id);
        dismiss(id);
    });
    layout()->addWidget(panel);
    m_toasts.push_back({ id, stays, panel });
    if (!stays)
        QTimer::singleShot(m_lifetime, this, [this, id] { dismiss(id); });
    place();
    return id;
}

void ToastArea::makeRoom()
{
    if (m_toasts.size() < 4)
        return;
    const auto passing = std::ranges::find(m_toasts, false, &Toast::stays);
    dismiss(passing == m_toasts.end() ? m_toasts.front().id : passing->id);
}

void ToastArea::dismiss(int id)
{
    const auto it = std::ranges::find(m_toasts, id, &Toast::id);
    if (it == m_toasts.end())
        return;
    layout()->removeWidget(it->panel);
    it->panel->hide();
    it->panel->deleteLater();
    m_toasts.erase(it);
    place();
}

void ToastArea::place()
{
    setVisible(!m_toasts.empty());
    if (m_toasts.empty())
        return;
    const QWidget* window = parentWidget();
    const int width = std::min(m_theme.px(380), window->width() - m_theme.px(24));
    const int height = layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : layout()->sizeHint().height();
    const int gap = m_theme.px(12);
    const int x = layoutDirection() == Qt::RightToLeft ? gap : window->width() - width - gap;
    setGeometry(x, window->height() - height - m_theme.px(36), width, height);
    raise();
}

bool ToastArea::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

} // namespace Strato
