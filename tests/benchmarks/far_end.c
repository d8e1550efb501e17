/* The far end of the measurements: a service that is never the limit.
 *
 *   far_end ANSWER_MS [CERTIFICATE KEY]
 *
 * Listens on a free port of 127.0.0.1 (or of the address in FAR_END_ADDRESS), prints the port, and
 * serves until its standard input ends. One thread a connection, HTTP/1.1 kept alive, TLS where a
 * certificate is given. It reads each body whole and answers:
 *   POST /api/voice.php   {"id": N, "price": 0.05}, N counting up; after ANSWER_MS
 *   POST /api/xml.php     for every sms_id="N" asked: <msg sms_id="N">102</msg>
 *   POST /api/json.php    a balance of 1000
 *   GET  /counts          {"calls": N, "bytes": B, "chunked": C}: bytes of heads and bodies of calls
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>
#ifdef WITH_TLS
#include <openssl/ssl.h>
static SSL_CTX *tls;
#else
typedef void SSL;
#endif

#define ROOM (256 * 1024)

static atomic_long calls, bytes_taken, chunked_bodies;
static int answer_ms;

struct line {
    int socket;
    SSL *secure;
    char *held; /* what was received and not used yet */
    long used;
};

static long take(struct line *line, char *into, long most)
{
#ifdef WITH_TLS
    if (line->secure)
        return SSL_read(line->secure, into, (int)most);
#endif
    return recv(line->socket, into, (size_t)most, 0);
}

static int give(struct line *line, const char *from, long count)
{
    while (count > 0) {
        long done;
#ifdef WITH_TLS
        if (line->secure)
            done = SSL_write(line->secure, from, (int)count);
        else
#endif
            done = send(line->socket, from, (size_t)count, MSG_NOSIGNAL);
        if (done <= 0)
            return -1;
        from += done;
        count -= done;
    }
    return 0;
}

static int answer(struct line *line, const char *kind, const char *body, long length)
{
    char head[256];
    int size = snprintf(head, sizeof head,
                        "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %ld\r\n\r\n", kind,
                        length);
    char *whole = malloc((size_t)(size + length));
    memcpy(whole, head, (size_t)size);
    memcpy(whole + size, body, (size_t)length);
    int failed = give(line, whole, size + length);
    free(whole);
    return failed;
}

/* Returns the length of the head that stands at the beginning of `held`, or -1 at the end. */
static long read_head(struct line *line)
{
    for (;;) {
        line->held[line->used] = 0;
        char *end = memmem(line->held, (size_t)line->used, "\r\n\r\n", 4);
        if (end) {
            end[2] = 0;
            return end - line->held + 4;
        }
        if (line->used >= ROOM)
            return -1;
        long got = take(line, line->held + line->used, ROOM - line->used);
        if (got <= 0)
            return -1;
        line->used += got;
    }
}

/* Reads a body of known length after the head; keeps it in `kept` where that is given. */
static int read_body(struct line *line, long head, long length, char *kept)
{
    long there = line->used - head < length ? line->used - head : length;
    if (kept)
        memcpy(kept, line->held + head, (size_t)there);
    line->used -= head + there;
    memmove(line->held, line->held + head + there, (size_t)line->used);
    char *away = kept ? NULL : malloc(ROOM);
    while (there < length) {
        long most = length - there;
        if (!kept && most > ROOM)
            most = ROOM;
        long got = take(line, kept ? kept + there : away, most);
        if (got <= 0) {
            free(away);
            return -1;
        }
        there += got;
    }
    free(away);
    return 0;
}

static int tell_statuses(struct line *line, const char *asked)
{
    char *told = malloc(strlen(asked) * 4 + 256);
    long size = sprintf(told, "<?xml version=\"1.0\" encoding=\"utf-8\"?><package><status>");
    for (const char *at = asked; (at = strstr(at, "sms_id=\"")); at += 8)
        size += sprintf(told + size, "<msg sms_id=\"%ld\">102</msg>", strtol(at + 8, NULL, 10));
    size += sprintf(told + size, "</status></package>");
    int failed = answer(line, "text/xml", told, size);
    free(told);
    return failed;
}

static int serve_one(struct line *line)
{
    long head = read_head(line);
    if (head < 0)
        return -1;
    const char *said = strcasestr(line->held, "\r\ncontent-length:");
    long length = said ? atol(said + 17) : 0;
    if (strcasestr(line->held, "\r\ntransfer-encoding: chunked")) {
        chunked_bodies++;
        return -1;
    }
    char body[160];
    if (!strncmp(line->held, "GET /counts", 11)) {
        line->used -= head;
        memmove(line->held, line->held + head, (size_t)line->used);
        int size = sprintf(body, "{\"calls\": %ld, \"bytes\": %ld, \"chunked\": %ld}", (long)calls,
                           (long)bytes_taken, (long)chunked_bodies);
        return answer(line, "application/json", body, size);
    }
    int is_status = strstr(line->held, "/api/xml.php") != NULL;
    int is_balance = strstr(line->held, "/api/json.php") != NULL;
    char *kept = is_status ? malloc((size_t)length + 1) : NULL;
    if (read_body(line, head, length, kept)) {
        free(kept);
        return -1;
    }
    if (is_status) {
        kept[length] = 0;
        int failed = tell_statuses(line, kept);
        free(kept);
        return failed;
    }
    if (is_balance) {
        const char *told = "{\"success\":1,\"data\":[{\"success\":1,"
                           "\"data\":{\"amount\":1000,\"currency\":\"UAH\"}}]}";
        return answer(line, "application/json", told, (long)strlen(told));
    }
    bytes_taken += head + length;
    long id = ++calls;
    if (answer_ms)
        usleep((useconds_t)answer_ms * 1000);
    int size = sprintf(body, "{\"id\": %ld, \"price\": 0.05}", id);
    return answer(line, "application/json", body, size);
}

static void *serve(void *given)
{
    struct line *line = given;
    line->held = malloc(ROOM + 1);
#ifdef WITH_TLS
    if (!line->secure || SSL_accept(line->secure) > 0)
#endif
        while (!serve_one(line))
            ;
#ifdef WITH_TLS
    if (line->secure)
        SSL_free(line->secure);
#endif
    close(line->socket);
    free(line->held);
    free(line);
    return NULL;
}

static void *end_with_input(void *unused)
{
    (void)unused;
    char some[64];
    while (read(0, some, sizeof some) > 0)
        ;
    exit(0);
}

static int listen_somewhere(void)
{
    const char *wished = getenv("FAR_END_ADDRESS");
    struct sockaddr_in address = {.sin_family = AF_INET};
    inet_pton(AF_INET, wished ? wished : "127.0.0.1", &address.sin_addr);
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    socklen_t size = sizeof address;
    if (bind(listener, (void *)&address, size) || listen(listener, 512)
        || getsockname(listener, (void *)&address, &size)) {
        perror("far_end");
        exit(1);
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return listener;
}

int main(int count, char **given)
{
    signal(SIGPIPE, SIG_IGN);
    answer_ms = count > 1 ? atoi(given[1]) : 0;
#ifdef WITH_TLS
    if (count > 3) {
        tls = SSL_CTX_new(TLS_server_method());
        if (SSL_CTX_use_certificate_chain_file(tls, given[2]) != 1
            || SSL_CTX_use_PrivateKey_file(tls, given[3], SSL_FILETYPE_PEM) != 1)
            return 1;
        SSL_CTX_set_mode(tls, SSL_MODE_AUTO_RETRY);
    }
#endif
    int listener = listen_somewhere(), yes = 1;
    pthread_t thread;
    pthread_create(&thread, NULL, end_with_input, NULL);
    for (;;) {
        int socket = accept(listener, NULL, NULL);
        if (socket < 0)
            continue;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        struct line *line = calloc(1, sizeof *line);
        line->socket = socket;
#ifdef WITH_TLS
        if (tls) {
            line->secure = SSL_new(tls);
            SSL_set_fd(line->secure, socket);
        }
#endif
        if (pthread_create(&thread, NULL, serve, line))
            close(socket);
        else
            pthread_detach(thread);
    }
}
