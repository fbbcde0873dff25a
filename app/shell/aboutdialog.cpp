// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shell/aboutdialog.h"

#include "app/shell/libraryversions.h"
#include "app/version.h"
#include "ui/plaintext/copytext.h"
#include "ui/plaintext/plainlabel.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

namespace Strato {

using namespace Qt::StringLiterals;

AboutDialog::AboutDialog(const Theme& theme, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Stratoscope"));
    setMinimumWidth(theme.px(460));
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    box->setSpacing(theme.px(8));
    buildText(theme);
    buildButtons();
}

void AboutDialog::buildText(const Theme& theme)
{
    //: %1: a version number; the program's name is not translated
    auto* title
        = new PlainLabel(tr("Stratoscope %1").arg(QStringLiteral(STRATO_VERSION)), Type::Headline, Role::Text, this);
    auto* what = new PlainLabel(tr("An operations console for Kubernetes estates."), Type::Body, Role::Text2, this);
    auto* licence = new PlainLabel(tr("Free software under the GNU General Public Licence, version 3 or later "
                                      "(GPL-3.0-or-later). It comes without any warranty."),
        Type::Body, Role::Text2, this);
    auto* heading = new PlainLabel(tr("What it runs with"), Type::CardTitle, Role::Text2, this);
    for (PlainLabel* label : { title, what, licence, heading }) {
        label->setWrapped(true);
        layout()->addWidget(label);
    }
    auto* libraries = new QPlainTextEdit(this);
    libraries->setReadOnly(true);
    libraries->setTabChangesFocus(true);
    libraries->setFont(theme.font(Type::Mono));
    libraries->setAccessibleName(tr("Versions of the libraries"));
    libraries->setPlainText(report());
    libraries->setMinimumHeight(libraries->fontMetrics().lineSpacing() * 11);
    layout()->addWidget(libraries);
}

void AboutDialog::buildButtons()
{
    auto* row = new QHBoxLayout;
    auto* copy = new QPushButton(tr("Copy versions"), this);
    copy->setAccessibleName(copy->text());
    connect(copy, &QPushButton::clicked, this, [this] { copyText(report()); });
    //: closes the dialog
    auto* close = new QPushButton(tr("Close"), this);
    close->setAccessibleName(close->text());
    close->setDefault(true);
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
