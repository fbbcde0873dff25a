// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/exec/execcredential.h"

#include "models/kube/exec/loginpath.h"
#include "models/kube/exec/saidlines.h"
#include "tests/fuzz/targets/recordchecks.h"

using namespace Strato;
using namespace Qt::StringLiterals;

namespace {

const QString secret = u"s3cr3t"_s; // where it stands in an input it may stand in no error

void checkCredential(const QByteArray& bytes, const QString& version)
{
    const auto credential = decodeExecCredential(bytes, version);
    if (!credential) {
        Fuzz::checkError(credential.error());
        FUZZ_CHECK(credential.error().code == ErrorCode::SignInFailed);
        FUZZ_CHECK(!credential.error().detail.contains(secret));
        return;
    }
    FUZZ_CHECK(!credential->token.isEmpty() || !credential->clientCertificatePem.isEmpty());
    FUZZ_CHECK(credential->clientCertificatePem.isEmpty() == credential->clientKeyPem.isEmpty());
    FUZZ_CHECK(std::ranges::none_of(
        credential->token.reveal(), [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; }));
}

/// However the bytes are cut, the lines may be shown.
void checkLines(const QByteArray& bytes)
{
    SaidLines lines;
    const auto half = static_cast<std::size_t>(bytes.size() / 2);
    const std::string_view whole(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    QStringList all = lines.add(whole.substr(0, half));
    all += lines.add(whole.substr(half));
    all += lines.flush();
    FUZZ_CHECK(!lines.isPartial());
    for (const QString& line : all) {
        FUZZ_CHECK(Fuzz::isClean(line.toStdString()) && !line.isEmpty());
        FUZZ_CHECK(!line.contains(u'\n') && !line.contains(u'\t'));
    }
}

} // namespace

/// Any bytes as what a credential plugin writes, and as what a shell answers.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    checkCredential(bytes, u"client.authentication.k8s.io/v1"_s);
    checkCredential(bytes, u"client.authentication.k8s.io/v1beta1"_s);
    checkLines(bytes);
    const QString path = loginPathAnswer(bytes);
    FUZZ_CHECK(path.isEmpty() || path.contains(u'/'));
    return 0;
}
