// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/metrics/familyfiles.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <vector>

namespace Strato::Estate {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> diskError(int number)
{
    const bool full = number == ENOSPC || number == EDQUOT || number == EFBIG;
    return fail(full ? ErrorCode::StorageFull : ErrorCode::ReadOnly, QString::fromLocal8Bit(std::strerror(number)));
}

} // namespace

FamilyFiles::FamilyFiles(QString folder)
    : m_folder(std::move(folder))
{
}

FamilyFiles::File FamilyFiles::open(const QString& path, const char* mode)
{
    return File(std::fopen(QFile::encodeName(path).constData(), mode));
}

QString FamilyFiles::pathOf(const std::string& family) const
{
    return m_folder + u'/' + QString::fromStdString(family) + u".part"_s;
}

Result<void> FamilyFiles::append(std::FILE* to, const std::string& text)
{
    if (std::fwrite(text.data(), 1, text.size(), to) != text.size())
        return diskError(errno);
    return {};
}

Result<void> FamilyFiles::take(FamilyTexts& texts)
{
    for (auto& [name, text] : texts) {
        if (text.lines.empty())
            continue;
        Family& family = m_families[name];
        if (!family.file) {
            family = { text.type, open(pathOf(name), "w+e") };
            if (!family.file)
                return diskError(errno);
        }
        if (Result<void> done = append(family.file.get(), text.lines); !done)
            return done;
        text.lines.clear();
    }
    return {};
}

Result<void> FamilyFiles::join(const QString& path)
{
    const File out = open(path, "we");
    if (!out)
        return diskError(errno);
    std::string block;
    for (auto& [name, family] : m_families) {
        Result<void> done = append(out.get(), openMetricsHead(name, family.type));
        std::rewind(family.file.get());
        do {
            block.resize(1U << 18U);
            block.resize(std::fread(block.data(), 1, block.size(), family.file.get()));
            if (done)
                done = append(out.get(), block);
        } while (done && !block.empty());
        const bool unread = std::ferror(family.file.get()) != 0;
        family.file.reset();
        QFile::remove(pathOf(name));
        if (!done)
            return done;
        if (unread)
            return diskError(EIO);
    }
    m_families.clear();
    if (Result<void> done = append(out.get(), "# EOF\n"); !done)
        return done;
    return std::fflush(out.get()) == 0 ? Result<void> {} : diskError(errno);
}

} // namespace Strato::Estate
