// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/estate/metrics/exposition.h"
#include "models/base/result.h"

#include <QString>

#include <cstdio>
#include <map>
#include <memory>

namespace Strato::Estate {

/// OpenMetrics wants its text grouped by family, the world gives it moment by moment: one file a family on disk, joined
/// in the end. Memory holds at most what take() is given. Errors: StorageFull, ReadOnly.
class FamilyFiles final {
public:
    explicit FamilyFiles(QString folder); ///< which must exist
    /// Appends the lines of @p texts, and empties them.
    [[nodiscard]] Result<void> take(FamilyTexts& texts);
    /// Writes @p path: every family with its head, then "# EOF"; the files of the families are gone afterwards.
    [[nodiscard]] Result<void> join(const QString& path);

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    using File = std::unique_ptr<std::FILE, Close>;
    struct Family {
        std::string type;
        File file;
    };
    [[nodiscard]] static File open(const QString& path, const char* mode);
    [[nodiscard]] QString pathOf(const std::string& family) const;
    [[nodiscard]] static Result<void> append(std::FILE* to, const std::string& text);

    QString m_folder;
    std::map<std::string, Family> m_families;
};

} // namespace Strato::Estate
