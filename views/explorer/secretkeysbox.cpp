// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "views/explorer/secretkeysbox.h"

#include "models/base/plaintext.h"
#include "ui/plaintext/plainlabel.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QPushButton>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestSecret = 4096;
QString masked()
{
    return u"••••••••"_s;
}

bool isText(const QByteArray& value)
{
    const QString text = QString::fromUtf8(value);
    return text.toUtf8() == value && std::ranges::none_of(text, [](QChar c) {
        return c.unicode() < 0x20 && c != u'\n' && c != u'\t' && c != u'\r';
    });
}

} // namespace

SecretKeysBox::SecretKeysBox(const Theme& theme, const ExplorerPort& port, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_port(port)
    , m_grid(new QGridLayout(this))
    , m_title(new PlainLabel({}, Type::CardTitle, Role::Text2, this))
    , m_note(new PlainLabel({}, Type::Small, Role::Text3, this))
    , m_readAll(new QPushButton(this))
{
    m_grid->setContentsMargins(theme.px(8), theme.px(8), 0, 0);
    m_grid->setColumnStretch(1, 1);
    m_note->setWrapped(true);
    m_grid->addWidget(m_title, 0, 0, 1, 3);
    m_grid->addWidget(m_note, 1, 0, 1, 3);
    m_grid->addWidget(m_readAll, 2, 0, 1, 2, Qt::AlignLeading);
    m_readAll->hide();
    connect(m_readAll, &QPushButton::clicked, this, &SecretKeysBox::readAllNames);
    retranslate();
}

void SecretKeysBox::setSecret(const EntityId& secret)
{
    if (secret == m_secret)
        return;
    m_secret = secret;
    clearLines();
    readKeys();
}

void SecretKeysBox::readAllNames()
{
    readKeys(SecretNames::All);
}

void SecretKeysBox::readKeys(SecretNames names)
{
    m_readAll->hide();
    if (!m_allowed)
        return; // the note says why
    m_note->setText(m_secret.isNull() ? QString() : tr("Reading the names of its keys."));
    if (m_secret.isNull())
        return;
    m_port.fetchSecretKeys(
        m_secret, names, [this, alive = std::weak_ptr(m_alive), secret = m_secret](const Result<SecretKeys>& keys) {
            if (!alive.expired())
                handleKeys(secret, keys);
        });
}

void SecretKeysBox::setAllowed(bool allowed)
{
    if (allowed == m_allowed)
        return;
    m_allowed = allowed;
    if (!allowed) {
        for (auto& [key, line] : m_lines)
            mask(key);
    }
    retranslate();
    readKeys();
}

void SecretKeysBox::handleKeys(const EntityId& secret, const Result<SecretKeys>& keys)
{
    if (secret != m_secret || !m_allowed)
        return; // back in the present they are read again
    clearLines();
    if (!keys) {
        m_note->setText(errorSentence(keys.error()));
        return;
    }
    for (const std::string& key : keys->names)
        addLine(key);
    const auto named = static_cast<std::int64_t>(keys->names.size());
    const std::int64_t all = keys->count.value_or(named);
    m_readAll->setVisible(all > named);
    m_note->setText(all > named
            //: %1: how many keys a secret has, %2: of how many the name is known
            ? tr("The server counts %1 keys; of %2 the name is recorded. Reading the others fetches the secret, whose "
                 "values are not kept.")
                  .arg(all)
                  .arg(named)
            : tr("A value is fetched only when it is revealed, and hidden again after 30 s."));
}

void SecretKeysBox::addLine(const std::string& key)
{
    const int row = m_grid->rowCount();
    auto* name = new PlainLabel(cleanUtf8(key, 256), Type::Body, Role::Text2, this);
    name->setIdentifier(true);
    Line line;
    line.value = new PlainLabel(masked(), Type::Mono, Role::Text, this);
    line.value->setElide(true);
    line.button = new QPushButton(this);
    line.timer = new QTimer(line.button);
    line.timer->setSingleShot(true);
    line.timer->setInterval(shownFor);
    connect(line.timer, &QTimer::timeout, this, [this, key] { mask(key); });
    connect(line.button, &QPushButton::clicked, this, [this, key] {
        const auto it = m_lines.find(key);
        if (it != m_lines.end() && it->second.timer->isActive())
            mask(key);
        else
            reveal(key);
    });
    m_grid->addWidget(name, row, 0);
    m_grid->addWidget(line.value, row, 1);
    m_grid->addWidget(line.button, row, 2);
    retranslate(key, m_lines[key] = line);
}

void SecretKeysBox::clearLines()
{
    m_lines.clear();
    for (int i = m_grid->count() - 1; i >= 0; --i) {
        QWidget* widget = m_grid->itemAt(i)->widget();
        if (widget == m_title || widget == m_note || widget == m_readAll)
            continue;
        delete m_grid->takeAt(i);
        widget->hide();
        widget->deleteLater(); // one of them may be the button that was pressed
    }
}

void SecretKeysBox::reveal(const std::string& key)
{
    if (!m_allowed || m_secret.isNull())
        return;
    m_port.fetchSecretValue(
        m_secret, key, [this, alive = std::weak_ptr(m_alive), secret = m_secret, key](const Result<QByteArray>& value) {
            if (alive.expired() || secret != m_secret || !m_lines.contains(key) || !m_allowed)
                return;
            Line& line = m_lines.at(key);
            if (!value) {
                line.value->setText(errorSentence(value.error()));
                return;
            }
            //: %1: number of bytes
            line.value->setText(isText(*value) ? cleanText(QString::fromUtf8(*value), longestSecret)
                                               : tr("%1 bytes that are no text").arg(value->size()));
            line.value->setCopyable(true);
            line.timer->start();
            retranslate(key, line);
        });
}

void SecretKeysBox::mask(const std::string& key)
{
    const auto it = m_lines.find(key);
    if (it == m_lines.end())
        return;
    it->second.timer->stop();
    it->second.value->setCopyable(false);
    it->second.value->setText(masked());
    retranslate(key, it->second);
}

QString SecretKeysBox::shownValue(const std::string& key) const
{
    const auto it = m_lines.find(key);
    return it == m_lines.end() ? QString() : it->second.value->fullText();
}

void SecretKeysBox::hideEvent(QHideEvent* event)
{
    for (auto& [key, line] : m_lines)
        mask(key); // nobody looks at it any more
    QWidget::hideEvent(event);
}

void SecretKeysBox::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void SecretKeysBox::retranslate()
{
    //: heading above the names in a Kubernetes Secret
    m_title->setText(tr("Keys"));
    //: button in the details of a secret
    m_readAll->setText(tr("Read all names"));
    m_readAll->setAccessibleName(m_readAll->text());
    if (!m_allowed)
        m_note->setText(tr("Values are not fetched while the past is shown."));
    for (auto& [key, line] : m_lines)
        retranslate(key, line);
}

void SecretKeysBox::retranslate(const std::string& key, Line& line) const
{
    //: buttons beside a secret value
    line.button->setText(line.timer->isActive() ? tr("Hide") : tr("Reveal"));
    //: spoken: %1 is Reveal or Hide, %2 the name of a key
    line.button->setAccessibleName(tr("%1 %2").arg(line.button->text(), cleanUtf8(key, 256)));
    line.button->setEnabled(m_allowed);
}

} // namespace Strato
