// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/shortcutsdialog.h"

#include "ui/plaintext/copytext.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/text/words.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

QString keyText(const char* keys)
{
    return QKeySequence(QString::fromLatin1(keys)).toString(QKeySequence::NativeText);
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const Theme& theme, const QList<QAction*>& actions, QWidget* parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_words(new Words(this))
    , m_actions(actions.begin(), actions.end())
{
    resize(theme.px(560), theme.px(620));
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12));
    box->setSpacing(theme.px(8));
    m_filter = new QLineEdit(this);
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaxLength(200);
    box->addWidget(m_filter);
    buildList();
    m_none = new PlainLabel({}, Type::Body, Role::Text2, this);
    box->addWidget(m_none);
    buildButtons();
    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutsDialog::applyFilter);
    m_words->say([this] {
        setWindowTitle(tr("Keyboard shortcuts"));
        m_filter->setPlaceholderText(tr("Filter by key or by what it does"));
        m_filter->setAccessibleName(tr("Filter shortcuts"));
        m_none->setText(tr("No shortcut matches this filter."));
        if (m_isFilled) // later: the window's own actions speak the new language when its turn has come
            QMetaObject::invokeMethod(this, &ShortcutsDialog::fill, Qt::QueuedConnection);
    });
    fill();
    m_isFilled = true;
}

void ShortcutsDialog::collect()
{
    m_groups.clear();
    Group window { tr("Window"), {} };
    for (const QPointer<QAction>& action : m_actions) {
        if (action && !action->shortcut().isEmpty())
            window.entries.push_back({ action->shortcut().toString(QKeySequence::NativeText), action->text() });
    }
    m_groups.push_back(std::move(window));
    m_groups.push_back({ tr("Time bar"),
        { { keyText("Left"), tr("Earlier by one step") }, { keyText("Right"), tr("Later by one step") },
            { keyText("PgUp"), tr("Earlier by half the window") },
            { keyText("PgDown"), tr("Later by half the window") },
            { keyText("Home"), tr("To the start of the window") }, { keyText("End"), tr("Go live") },
            { keyText("Esc"), tr("Go live, in every view") } } });
    m_groups.push_back({ tr("Tables"),
        { { keyText("Up"), tr("Previous row") }, { keyText("Down"), tr("Next row") },
            { keyText("Return"), tr("Open the row") }, { keyText("Home"), tr("First row") },
            { keyText("End"), tr("Last row") }, { keyText("Ctrl+C"), tr("Copy the chosen rows") },
            { keyText("Ctrl+A"), tr("Choose all rows") } } });
    m_groups.push_back({ tr("Filters"),
        { { keyText("/"), tr("To the filter of this list") }, { keyText("Up"), tr("Filter used before") },
            { keyText("Down"), tr("Filter used after that") }, { keyText("Return"), tr("Back to the rows") },
            { keyText("Esc"), tr("Clear the filter, then back to the rows") } } });
    m_groups.push_back({ tr("Everywhere"),
        { { keyText("Tab"), tr("To the next control") }, { keyText("Shift+Tab"), tr("To the previous control") },
            { keyText("Space"), tr("Press the button or tick the box") } } });
}

void ShortcutsDialog::buildList()
{
    m_list = new QTreeWidget(this);
    m_list->setColumnCount(2);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    layout()->addWidget(m_list);
}

/// In the present language.
void ShortcutsDialog::fill()
{
    collect();
    m_list->clear();
    //: column titles of the list of shortcuts
    m_list->setHeaderLabels({ tr("Does"), tr("Keys") });
    m_list->setAccessibleName(tr("Shortcuts"));
    for (const Group& group : m_groups) {
        auto* head = new QTreeWidgetItem(m_list, { group.title, QString() });
        head->setFirstColumnSpanned(true);
        head->setFlags(Qt::ItemIsEnabled);
        head->setFont(0, m_theme.font(Type::CardTitle));
        for (const Entry& entry : group.entries) {
            auto* row = new QTreeWidgetItem(head, { entry.what, entry.keys });
            row->setFont(1, m_theme.font(Type::Mono));
        }
        head->setExpanded(true);
    }
    applyFilter(m_filter->text());
}

void ShortcutsDialog::buildButtons()
{
    auto* row = new QHBoxLayout;
    auto* copy = new QPushButton(this);
    copy->setAutoDefault(false);
    connect(copy, &QPushButton::clicked, this, [this] { copyText(asText()); });
    auto* close = new QPushButton(this);
    m_words->say([copy, close] {
        copy->setText(tr("Copy as text"));
        //: closes the dialog
        close->setText(tr("Close"));
        for (QPushButton* button : { copy, close })
            button->setAccessibleName(button->text());
    });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    row->addWidget(copy);
    row->addStretch(1);
    row->addWidget(close);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

bool ShortcutsDialog::matches(const Entry& entry) const
{
    return entry.what.contains(m_needle, Qt::CaseInsensitive) || entry.keys.contains(m_needle, Qt::CaseInsensitive);
}

void ShortcutsDialog::applyFilter(const QString& text)
{
    m_needle = text.trimmed();
    bool any = false;
    for (int g = 0; g < m_list->topLevelItemCount(); ++g) {
        const Group& group = m_groups[static_cast<std::size_t>(g)];
        bool anyHere = false;
        for (std::size_t i = 0; i < group.entries.size(); ++i) {
            const bool shown = matches(group.entries[i]);
            m_list->topLevelItem(g)->child(static_cast<int>(i))->setHidden(!shown);
            anyHere = anyHere || shown;
        }
        m_list->topLevelItem(g)->setHidden(!anyHere);
        any = any || anyHere;
    }
    m_list->setVisible(any);
    m_none->setVisible(!any);
}

QString ShortcutsDialog::asText() const
{
    qsizetype width = 0;
    for (const Group& group : m_groups) {
        for (const Entry& entry : group.entries)
            width = std::max(width, entry.keys.size());
    }
    QStringList lines;
    for (const Group& group : m_groups) {
        QStringList shown;
        for (const Entry& entry : group.entries) {
            if (matches(entry))
                shown.push_back(u"  "_s + entry.keys.leftJustified(width + 2) + entry.what);
        }
        if (!shown.isEmpty())
            lines << group.title << shown << QString();
    }
    return lines.join(u'\n');
}

} // namespace Strato
