// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/aboutdialog.h"

#include "app/shell/libraryversions.h"
#include "app/version.h"
#include "ui/plaintext/copytext.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

namespace Strato {

using namespace Qt::StringLiterals;

AboutDialog::AboutDialog(const Theme& theme, QWidget* parent)
    : QDialog(parent)
    , m_words(new Words(this))
{
    m_words->say([this] { setWindowTitle(tr("About Stratoscope")); });
    setMinimumWidth(theme.px(460));
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    box->setSpacing(theme.px(8));
    buildText(theme);
    buildButtons();
}

void AboutDialog::buildText(const Theme& theme)
{
    auto* title = new PlainLabel({}, Type::Headline, Role::Text, this);
    auto* what = new PlainLabel({}, Type::Body, Role::Text2, this);
    auto* licence = new PlainLabel({}, Type::Body, Role::Text2, this);
    auto* heading = new PlainLabel({}, Type::CardTitle, Role::Text2, this);
    m_words->say([title, what, licence, heading] {
        //: %1: a version number; the program's name is not translated
        title->setText(tr("Stratoscope %1").arg(QStringLiteral(STRATO_VERSION)));
        what->setText(tr("An operations console for Kubernetes estates."));
        licence->setText(tr("Free software under the GNU General Public Licence, version 3 or later "
                            "(GPL-3.0-or-later). It comes without any warranty."));
        heading->setText(tr("What it runs with"));
    });
    for (PlainLabel* label : { title, what, licence, heading }) {
        label->setWrapped(true);
        layout()->addWidget(label);
    }
    auto* libraries = new QPlainTextEdit(this);
    libraries->setReadOnly(true);
    libraries->setTabChangesFocus(true);
    libraries->setFont(theme.font(Type::Mono));
    m_words->say([libraries] { libraries->setAccessibleName(tr("Versions of the libraries")); });
    libraries->setPlainText(report());
    libraries->setMinimumHeight(libraries->fontMetrics().lineSpacing() * 11);
    layout()->addWidget(libraries);
}

void AboutDialog::buildButtons()
{
    auto* row = new QHBoxLayout;
    auto* copy = new QPushButton(this);
    connect(copy, &QPushButton::clicked, this, [this] { copyText(report()); });
    auto* close = new QPushButton(this);
    close->setDefault(true);
    m_words->say([copy, close] {
        copy->setText(tr("Copy versions"));
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
    close->setFocus();
}

QString AboutDialog::report() const
{
    constexpr qsizetype nameWidth = 16;
    QStringList lines { u"stratoscope"_s.leftJustified(nameWidth) + QStringLiteral(STRATO_VERSION) };
    for (const LibraryVersion& library : libraryVersions())
        lines.push_back(library.name.leftJustified(nameWidth) + library.version);
    lines.push_back(u"system"_s.leftJustified(nameWidth) + QSysInfo::prettyProductName() + u", "_s
        + QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion());
    return lines.join(u'\n');
}

} // namespace Strato
