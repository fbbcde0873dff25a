// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/errortext.h"

#include "models/base/plaintext.h"

#include <QCoreApplication>

namespace Strato {

namespace {

struct ErrorWords {
    Q_DECLARE_TR_FUNCTIONS(Strato::ErrorText)
public:
    static ErrorText ofInput(ErrorCode code);
    static ErrorText ofAnswer(ErrorCode code);
    static ErrorText ofLink(ErrorCode code);
    static ErrorText ofValue(ErrorCode code, const QString& value);
    static QString withDetail(const ErrorText& text, const QString& detail);
    static QString ofKubeconfig(bool hasContexts);
    static QString inKubeconfig(const QString& trouble, const QString& sentences);
};

QString ErrorWords::ofKubeconfig(bool hasContexts)
{
    return hasContexts ? tr("Not all of your kubeconfig could be used") : tr("The kubeconfig cannot be used");
}

QString ErrorWords::inKubeconfig(const QString& trouble, const QString& sentences)
{
    //: %1: "The kubeconfig cannot be used", %2: why, in whole sentences
    return tr("%1: %2").arg(trouble, sentences);
}

ErrorText ErrorWords::ofInput(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidArgument:
        return { tr("The input cannot be used."), tr("Correct the value named in the details and try again.") };
    case ErrorCode::NotFound:
        return { tr("It is not there."), tr("Check the name and the path; it may have been deleted meanwhile.") };
    case ErrorCode::UnknownContext:
        return { tr("No kubeconfig has this context."),
            tr("It may have been renamed or removed: choose another one.") };
    case ErrorCode::ClusterNotOpen:
        return { tr("The cluster that it is reached through is not connected."), tr("Connect that cluster.") };
    case ErrorCode::ProgramMissing:
        return { tr("A program that it needs is not installed."), tr("Install its package.") };
    case ErrorCode::NotAskedFor:
        return { tr("It was left out as somebody asked."), tr("Start again without that option to have it.") };
    case ErrorCode::PermissionDenied:
        return { tr("The operating system refused access to a file."),
            tr("Give your user the right to read or write it.") };
    case ErrorCode::FileUnreadable:
        return { tr("A file exists but cannot be read."), tr("Check its permissions and the health of the disk.") };
    case ErrorCode::FileUnwritable:
        return { tr("A file cannot be written."), tr("Check its permissions and the health of the disk.") };
    case ErrorCode::FileSilent:
        return { tr("A file that it needs does not answer."),
            tr("Check the network drive that holds it; it is used as soon as it answers.") };
    case ErrorCode::Malformed:
        return { tr("The data does not follow its format."), tr("Correct the place named in the details.") };
    case ErrorCode::TooLarge:
        return { tr("The data is larger than is safe to read."),
            tr("Narrow the request, or look at it with another tool.") };
    case ErrorCode::Unsupported:
        return { tr("The other side cannot do this."),
            tr("A newer version may; `stratoscope doctor` shows what this one can do.") };
    case ErrorCode::StorageFull:
        return { tr("No space is left on the disk."), tr("Free some space; nothing that was shown is lost.") };
    case ErrorCode::KeychainSilent:
        return { tr("The desktop's keychain has not answered yet."),
            tr("If it asks for its password, type it: what waits for it goes on then.") };
    case ErrorCode::ReadOnly:
        return { tr("This cluster is locked for reading only."), tr("Unlock it before you change anything.") };
    case ErrorCode::Cancelled: return { tr("It was cancelled."), tr("Start it again if you still need it.") };
    default: break;
    }
    return { tr("The program made a mistake."), tr("Please report it with the details.") };
}

ErrorText ErrorWords::ofAnswer(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Unauthenticated:
        return { tr("The server does not know who you are."), tr("Sign in again or renew the credential.") };
    case ErrorCode::SignInNotAllowed:
        return { tr("The sign-in program of this context may not run yet."),
            tr("Approve it in the window, or allow it for one run with --allow-exec.") };
    case ErrorCode::SignInFailed:
        return { tr("The sign-in program gave no credential."), tr("Look at what it said, mend that and try again.") };
    case ErrorCode::Forbidden:
        return { tr("You may not do this here."), tr("Ask for the right named in the details.") };
    case ErrorCode::Conflict:
        return { tr("The object changed meanwhile."), tr("Look at its new state and decide again.") };
    case ErrorCode::Gone:
        return { tr("The server no longer keeps that version."), tr("It is being read again, without your doing.") };
    case ErrorCode::TooManyRequests:
        return { tr("The server asks for fewer requests."), tr("It is tried again when the server allows it.") };
    case ErrorCode::ServerError:
        return { tr("The server failed."), tr("It is tried again; if it goes on, look at the server's own log.") };
    case ErrorCode::UnexpectedStatus:
        return { tr("The server gave an answer that was not expected."),
            tr("Check that the address points to the right service.") };
    case ErrorCode::UnexpectedContent:
        return { tr("The answer is a web page or another format, not data."),
            tr("A proxy or a sign-in page may stand between; check the address and the proxy.") };
    default: return ofInput(code);
    }
}

ErrorText ErrorWords::ofLink(ErrorCode code)
{
    switch (code) {
    case ErrorCode::ConnectFailed:
        return { tr("No connection could be made."), tr("Check the address, the VPN and the firewall.") };
    case ErrorCode::NameUnresolved:
        return { tr("The host name is unknown."), tr("Check the spelling, the DNS and the VPN.") };
    case ErrorCode::TlsFailed:
        return { tr("The server's certificate could not be trusted."),
            tr("Check the certificate authority and the server name in the kubeconfig.") };
    case ErrorCode::TlsUnverified:
        return { tr("Nobody checks the certificate of this server: it may be another one."),
            tr("Who stands in between can read your credential and change what is shown. Name the certificate "
               "authority "
               "in the kubeconfig instead of insecure-skip-tls-verify.") };
    case ErrorCode::CertificateExpired:
        return { tr("A certificate has expired."), tr("Renew it; the date is in the details.") };
    case ErrorCode::ProxyFailed:
        return { tr("The proxy refused or failed."), tr("Check the proxy setting of this cluster.") };
    case ErrorCode::TimedOut:
        return { tr("No answer came in time."), tr("It is tried again; the link or the server may be slow.") };
    case ErrorCode::ConnectionLost:
        return { tr("The connection broke."), tr("It is being made again; old data stays, marked with its age.") };
    default: return ofAnswer(code);
    }
}

/// Of codes whose detail is a bare value, which has its place in the words; of others nothing.
ErrorText ErrorWords::ofValue(ErrorCode code, const QString& value)
{
    switch (code) {
    case ErrorCode::UnknownContext:
        //: %1: name of a context
        return { tr("No kubeconfig has a context called %1.").arg(value), errorText(code).todo };
    case ErrorCode::ClusterNotOpen:
        return { errorText(code).what,
            //: %1: name of a cluster
            tr("Connect the cluster %1.").arg(value) };
    case ErrorCode::ProgramMissing:
        return { errorText(code).what,
            //: %1: name of a package of the operating system
            tr("Install the package %1.").arg(value) };
    default: return {};
    }
}

QString ErrorWords::withDetail(const ErrorText& text, const QString& detail)
{
    if (detail.isEmpty())
        //: %1 what went wrong, %2 what to do; both are whole sentences
        return tr("%1 %2").arg(text.what, text.todo);
    //: %1 what went wrong, %2 what to do, both whole sentences; %3 technical detail
    return tr("%1 %2 (%3)").arg(text.what, text.todo, detail);
}

} // namespace

ErrorText errorText(ErrorCode code)
{
    return ErrorWords::ofLink(code);
}

QString errorSentence(const Error& error)
{
    const QString detail = cleanLine(error.detail);
    const ErrorText withValue = detail.isEmpty() ? ErrorText() : ErrorWords::ofValue(error.code, detail);
    return withValue.what.isEmpty() ? ErrorWords::withDetail(errorText(error.code), detail)
                                    : ErrorWords::withDetail(withValue, {});
}

QString kubeconfigTrouble(bool hasContexts)
{
    return ErrorWords::ofKubeconfig(hasContexts);
}

QString kubeconfigSentence(const Error& error, bool hasContexts)
{
    return ErrorWords::inKubeconfig(kubeconfigTrouble(hasContexts), errorSentence(error));
}

} // namespace Strato
