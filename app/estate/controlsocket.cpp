// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/controlsocket.h"

#include <QFile>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace Strato::Estate {

using namespace Qt::StringLiterals;

namespace {

constexpr const char* socketName = "control.sock";
constexpr std::size_t longest = 64U << 10U;

/// An open file that closes itself.
class File final {
public:
    explicit File(int file)
        : m_file(file)
    {
    }
    ~File()
    {
        if (m_file >= 0)
            ::close(m_file);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    [[nodiscard]] int get() const { return m_file; }
    int release() { return std::exchange(m_file, -1); }

private:
    int m_file;
};

File openFolder(const QString& folder)
{
    return File(::open(QFile::encodeName(folder).constData(), O_PATH | O_DIRECTORY | O_CLOEXEC));
}

/// Addresses have room for 107 characters and folders may be longer: the way leads through the open folder.
sockaddr_un addressIn(const File& folder)
{
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    std::snprintf(address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d/%s", folder.get(), socketName);
    return address;
}

void limitWaiting(int file, std::chrono::milliseconds limit)
{
    const timeval time { limit.count() / 1000, limit.count() % 1000 * 1000 };
    ::setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
    ::setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
}

/// One line; nothing when it does not come.
std::string readLine(int file)
{
    std::string out;
    std::array<char, 4096> buffer {};
    while (out.size() < longest) {
        const auto count = ::recv(file, buffer.data(), buffer.size(), 0);
        if (count <= 0)
            return {};
        out.append(buffer.data(), static_cast<std::size_t>(count));
        if (const std::size_t end = out.find('\n'); end != std::string::npos)
            return out.substr(0, end);
    }
    return {};
}

bool writeLine(int file, std::string text)
{
    text += '\n';
    std::size_t done = 0;
    while (done < text.size()) {
        const auto count = ::send(file, text.data() + done, text.size() - done, MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        done += static_cast<std::size_t>(count);
    }
    return true;
}

int newSocket(int flags)
{
    return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
}

} // namespace

ControlSocket::~ControlSocket()
{
    if (m_file < 0)
        return;
    ::close(m_file);
    QFile::remove(m_path);
}

Result<void> ControlSocket::open(const QString& folder)
{
    const File directory = openFolder(folder);
    File file(newSocket(SOCK_NONBLOCK));
    const sockaddr_un address = addressIn(directory);
    m_path = folder + u'/' + QString::fromLatin1(socketName);
    ::unlinkat(directory.get(), socketName, 0);
    const mode_t before = ::umask(0177); // from the first moment ours alone
    const bool bound = ::bind(file.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    const int number = errno;
    ::umask(before);
    if (!bound || ::listen(file.get(), 16) != 0)
        return fail(ErrorCode::Internal, m_path + u": "_s + QString::fromLocal8Bit(std::strerror(number)));
    m_file = file.release();
    return {};
}

void ControlSocket::serve(const std::function<std::string(const std::string&)>& answer) const
{
    const File client(::accept4(m_file, nullptr, nullptr, SOCK_CLOEXEC));
    if (client.get() < 0)
        return;
    limitWaiting(client.get(), std::chrono::milliseconds(500));
    const std::string question = readLine(client.get());
    if (!question.empty())
        writeLine(client.get(), answer(question));
}

Result<std::string> askEstate(const QString& folder, const std::string& question)
{
    const File directory = openFolder(folder);
    const File file(newSocket(0));
    const sockaddr_un address = addressIn(directory);
    if (directory.get() < 0 || ::connect(file.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return fail(ErrorCode::NotFound, u"no estate runs in "_s + folder + u"; start one with stratoscope --demo"_s);
    limitWaiting(file.get(), std::chrono::seconds(10));
    if (!writeLine(file.get(), question))
        return fail(ErrorCode::ConnectionLost, u"the estate in "_s + folder + u" went away"_s);
    std::string answer = readLine(file.get());
    if (answer.empty())
        return fail(ErrorCode::TimedOut, u"the estate in "_s + folder + u" does not answer"_s);
    return answer;
}

} // namespace Strato::Estate
