// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/config/kubeauthorizer.h"

#include "models/base/smallfile.h"

#include <algorithm>
#include <mutex>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

using Headers = std::vector<HttpHeader>;

constexpr Duration tokenPeriod = std::chrono::seconds(60);
constexpr Duration tokenLeeway = std::chrono::seconds(10);
constexpr qint64 maxTokenBytes = 1024LL * 1024;

HttpHeader bearer(const QByteArray& token)
{
    return { "Authorization", "Bearer " + token };
}

/// Always the same answer.
class FixedAuthorizer final : public HttpAuthorizer {
public:
    explicit FixedAuthorizer(Result<Headers> answer)
        : m_answer(std::move(answer))
    {
    }
    void authorize(Ready ready) override { ready(m_answer); }
    bool invalidate(const Headers& /*used*/) override { return false; }

private:
    const Result<Headers> m_answer;
};

/// A token from a file. All state is shared with the job that reads, so that no job outlives what it writes to.
class TokenFileAuthorizer final : public HttpAuthorizer {
public:
    TokenFileAuthorizer(QString path, SecretBytes first, Headers always, const Clock& clock, ReadInBackground run)
        : m_state(std::make_shared<State>(std::move(path), std::move(first), std::move(always), clock))
        , m_run(std::move(run))
    {
    }

    void authorize(Ready ready) override
    {
        std::optional<Headers> now;
        bool read = false;
        {
            const std::scoped_lock lock(m_state->mutex);
            if (m_state->isFresh()) {
                now = m_state->headers();
            } else {
                m_state->waiting.push_back(std::move(ready));
                read = !std::exchange(m_state->reading, true);
            }
        }
        if (now)
            ready(*now); // NOLINT(bugprone-use-after-move): given away only where there is nothing yet
        else if (read)
            m_run([path = m_state->path] { return readSmallFile(path, maxTokenBytes); },
                [reading = std::make_shared<Reading>(m_state)](
                    const Result<QByteArray>& bytes) { reading->take(bytes); });
    }

    bool invalidate(const Headers& used) override
    {
        const std::scoped_lock lock(m_state->mutex);
        // If somebody has fetched a newer token meanwhile, that one is worth a try as it is.
        if (!m_state->token.isEmpty() && std::ranges::find(used, bearer(m_state->token.reveal())) != used.end())
            m_state->readAt.reset();
        return true;
    }

private:
    struct State {
        State(QString file, SecretBytes first, Headers more, const Clock& time)
            : path(std::move(file))
            , always(std::move(more))
            , clock(time)
            , token(std::move(first))
        {
        }
        [[nodiscard]] bool isFresh() const
        {
            return readAt && !token.isEmpty() && clock.monotonic() - *readAt < tokenPeriod - tokenLeeway;
        }
        [[nodiscard]] Headers headers() const
        {
            Headers all { bearer(token.reveal()) };
            all.insert(all.end(), always.begin(), always.end());
            return all;
        }

        const QString path;
        const Headers always;
        const Clock& clock;
        std::mutex mutex; // guards all below
        SecretBytes token; // the last good one
        std::optional<Duration> readAt; // when the file was last tried; nothing: at once
        bool reading = false;
        std::vector<Ready> waiting;
    };

    /// What comes of one read of the file. Answers whoever waits, also when it is dropped at shutdown.
    struct Reading {
        explicit Reading(std::shared_ptr<State> shared)
            : state(std::move(shared))
        {
        }
        Reading(const Reading&) = delete;
        Reading& operator=(const Reading&) = delete;
        ~Reading()
        {
            if (!done)
                answer(fail(ErrorCode::Cancelled, u"stopped before the token file was read"_s));
        }
        void take(const Result<QByteArray>& bytes)
        {
            answer(bytes.and_then([&](const QByteArray& text) -> Result<QByteArray> {
                if (text.trimmed().isEmpty())
                    return fail(ErrorCode::Unauthenticated, u"read empty token from file %1"_s.arg(state->path));
                return text.trimmed();
            }));
        }
        void answer(const Result<QByteArray>& read)
        {
            done = true;
            std::vector<Ready> waiting;
            Result<Headers> headers;
            {
                const std::scoped_lock lock(state->mutex);
                if (read)
                    state->token = SecretBytes(*read);
                state->readAt = state->clock.monotonic();
                state->reading = false;
                waiting.swap(state->waiting);
                headers = state->token.isEmpty() ? Result<Headers>(tl::unexpected(read.error())) : state->headers();
            }
            for (const Ready& ready : waiting)
                ready(headers);
        }
        const std::shared_ptr<State> state;
        bool done = false;
    };

    const std::shared_ptr<State> m_state;
    const ReadInBackground m_run;
};

/// Bytes that may stand in a header's name (RFC 7230 token); '%' too is escaped, so that unescaping is exact.
bool isLegalInName(unsigned char c)
{
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return alphanumeric
        || (c != 0 && std::string_view("!#$&'*+-.^_`|~").find(static_cast<char>(c)) != std::string_view::npos);
}

QByteArray escapedName(const QString& name)
{
    QByteArray out;
    for (const char c : name.toUtf8()) {
        const auto byte = static_cast<unsigned char>(c);
        if (isLegalInName(byte))
            out += c;
        else
            out += '%' + QByteArray(1, c).toHex().toUpper();
    }
    return out;
}

/// kubectl's own words for the two providers that were taken out of it.
Error unsupportedProvider(const QString& name)
{
    if (name == u"gcp"_s)
        return {
            ErrorCode::Unsupported,
            u"The gcp auth plugin has been removed. Please use the \"gke-gcloud-auth-plugin\" kubectl/client-go credential plugin instead."_s
        };
    if (name == u"azure"_s)
        return {
            ErrorCode::Unsupported,
            u"The azure auth plugin has been removed. Please use the https://github.com/Azure/kubelogin kubectl/client-go credential plugin instead."_s
        };
    return { ErrorCode::Unsupported, u"comes later: auth provider (%1)"_s.arg(visibleControls(name)) };
}

} // namespace

std::vector<HttpHeader> impersonationHeaders(const KubeImpersonation& impersonate)
{
    Headers headers;
    if (impersonate.user.isEmpty())
        return headers;
    headers.push_back({ "Impersonate-User", impersonate.user.toUtf8() });
    if (!impersonate.uid.isEmpty())
        headers.push_back({ "Impersonate-Uid", impersonate.uid.toUtf8() });
    for (const QString& group : impersonate.groups)
        headers.push_back({ "Impersonate-Group", group.toUtf8() });
    for (const auto& [key, values] : impersonate.extra)
        for (const QString& value : values)
            headers.push_back({ "Impersonate-Extra-" + escapedName(key), value.toUtf8() });
    return headers;
}

std::shared_ptr<HttpAuthorizer> makeAuthorizer(const KubeCredentials& credentials, const Clock& clock,
    ReadInBackground readInBackground, const RunPlugin& runPlugin)
{
    if (credentials.authProvider)
        return std::make_shared<FixedAuthorizer>(tl::unexpected(unsupportedProvider(credentials.authProvider->name)));
    Headers always = impersonationHeaders(credentials.impersonate);
    if (!credentials.tokenFile.isEmpty())
        return std::make_shared<TokenFileAuthorizer>(
            credentials.tokenFile, credentials.token, std::move(always), clock, std::move(readInBackground));
    if (!credentials.username.isEmpty() || !credentials.password.isEmpty()) {
        const QByteArray pair = credentials.username.toUtf8() + ':' + credentials.password.reveal();
        always.insert(always.begin(), HttpHeader { "Authorization", "Basic " + pair.toBase64() });
    } else if (!credentials.token.isEmpty()) {
        always.insert(always.begin(), bearer(credentials.token.reveal()));
    } else if (credentials.exec) {
        return runPlugin(*credentials.exec, credentials.execCluster, std::move(always));
    }
    return std::make_shared<FixedAuthorizer>(std::move(always));
}

} // namespace Strato
