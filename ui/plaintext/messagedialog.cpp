// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/plaintext/messagedialog.h"

#include "models/base/plaintext.h"
#include "ui/cards/shapemark.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Strato {

using namespace Qt::StringLiterals;

MessageDialog::MessageDialog(const Theme& theme, const Content& content, QWidget* parent)
    : QDialog(parent)
    , m_words(new Words(this))
{
    setWindowTitle(cleanLine(content.headline, 120));
    setMinimumWidth(theme.px(420));
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    box->setSpacing(theme.px(12));
    buildHead(theme, content);
    buildDetails(content);
    buildButtons(content);
}

void MessageDialog::buildHead(const Theme& theme, const Content& content)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(theme.px(8));
    row->addWidget(new ShapeMark(theme, content.health, this));
    auto* headline = new PlainLabel(content.headline, Type::Headline, Role::Text, this);
    headline->setWrapped(true);
    row->addWidget(headline, 1);
    auto* box = static_cast<QVBoxLayout*>(layout());
    box->addLayout(row);
    if (content.text.isEmpty())
        return;
    auto* text = new PlainLabel(content.text, Type::Body, Role::Text2, this);
    text->setWrapped(true);
    text->setCopyable(true);
    box->addWidget(text);
}

void MessageDialog::buildDetails(const Content& content)
{
    if (content.details.isEmpty())
        return;
    auto* details = new QPlainTextEdit(this);
    details->setReadOnly(true);
    details->setPlainText(cleanText(content.details, 65'536));
    m_words->say([details] { details->setAccessibleName(tr("Technical details")); });
    details->setMaximumHeight(fontMetrics().lineSpacing() * 8);
    layout()->addWidget(details);
}

void MessageDialog::buildButtons(const Content& content)
{
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    auto* close = new QPushButton(this);
    m_words->say([close, informs = content.acceptText.isEmpty()] {
        //: closes a message or leaves things as they are
        close->setText(informs ? tr("Close") : tr("Cancel"));
    });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    if (!content.acceptText.isEmpty()) {
        auto* accept = new QPushButton(content.acceptText, this);
        accept->setProperty("look", content.dangerous ? u"danger"_s : u"primary"_s);
        accept->setAutoDefault(!content.dangerous);
        accept->setDefault(!content.dangerous);
        connect(accept, &QPushButton::clicked, this, &QDialog::accept);
        row->addWidget(accept);
    }
    close->setDefault(content.acceptText.isEmpty() || content.dangerous);
    row->addWidget(close);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

bool MessageDialog::ask(const Theme& theme, const Content& content, QWidget* parent)
{
    MessageDialog dialog(theme, content, parent);
    return dialog.exec() == QDialog::Accepted;
}

} // namespace Strato
