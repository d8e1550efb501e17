<?php
/*
 * Приймач відповідей для AlphaSMS Desktop. Покладіть цей файл на свій сайт (наприклад, поруч
 * з index.php) і вкажіть його адресу в програмі. Секрет уже вписано: нікому не показуйте цей файл.
 *
 * Receiver of call results for AlphaSMS Desktop. Put this file on your web site (beside index.php,
 * say) and tell the program its address. It holds a secret already: show this file to nobody.
 */

declare(strict_types=1);

const SECRET = '%%SECRET%%';
const STORAGE = 'auto'; // 'flat' does without SQLite even where it is there

const VERSION = '2';
const LONGEST_BODY_BYTES = 16384;
const MAX_ROWS = 200000;
const MAX_ROWS_OF_TOKEN = 50;
const MAX_SQLITE_BYTES = 256000000;
const MAX_FLAT_BYTES = 4000000;
const RATE_PER_S = 100;
const RATE_BURST_S = 5;
const TAKE_ROWS = 500;
const TAKE_BYTES = 400000;
const CLOCK_TOLERANCE_S = 300;
const NONCE_KEPT_S = 600;
const ROWS_KEPT_S = 1209600; // 14 days
const PURGE_EVERY_S = 3600;
const JSON_FORM = JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR;

/** Where webhooks wait; whatever fails on the disk leaves as an exception. */
interface Storage {
    /** Keep a webhook; returns the HTTP status to answer: 200, 429 (too fast) or 507 (full). */
    public function keep(array $row, int $slot): int;

    /** Note a nonce on the disk; false if it is there already. */
    public function spend(string $nonce): bool;

    /** Give the oldest rows, their bodies in base64, by their ids. */
    public function oldest(int $limit): iterable;

    /** Delete rows by their ids; those that are gone already do no harm. */
    public function forget(array $ids): void;

    /** Delete rows received before a time. */
    public function purge(int $before): void;

    public function waiting(): int;
}

final class SqliteStorage implements Storage {
    private string $path;
    private PDO $db;

    public function __construct(string $folder) {
        $this->path = $folder . '/hooks.sqlite';
        $options = [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_TIMEOUT => 10];
        $this->db = new PDO('sqlite:' . $this->path, null, null, $options);
        if ((int) $this->value('PRAGMA user_version') === 0) {
            $this->db->exec('PRAGMA auto_vacuum = FULL'); // the file shrinks again after a flood
            $this->atOnce(function (): void {
                $this->db->exec('CREATE TABLE IF NOT EXISTS hook (id INTEGER PRIMARY KEY AUTOINCREMENT,
                    received_at REAL, token TEXT, method TEXT, query BLOB, body TEXT, content_type BLOB);
                    CREATE INDEX IF NOT EXISTS hook_by_token ON hook (token);
                    CREATE TABLE IF NOT EXISTS nonce (nonce TEXT PRIMARY KEY, used_at INTEGER);
                    CREATE TABLE IF NOT EXISTS rate (slot INTEGER PRIMARY KEY, due REAL);
                    PRAGMA user_version = 1');
            });
        }
        // Not WAL: it needs shared memory, which the network disks of many hosts do not give.
        $this->db->exec('PRAGMA journal_mode = TRUNCATE; PRAGMA secure_delete = ON');
    }

    public function keep(array $row, int $slot): int {
        return $this->atOnce(function () use ($row, $slot): int {
            $due = next_due((float) $this->value('SELECT due FROM rate WHERE slot = ?', $slot));
            if ($due === null) {
                return 429;
            }
            $this->run('REPLACE INTO rate (slot, due) VALUES (?, ?)', $slot, $due);
            // The span of ids is read at once and is never less than the count, which is slow.
            $span = $this->value('SELECT (SELECT max(id) FROM hook) - (SELECT min(id) FROM hook) + 1');
            $is_many = (int) $span >= MAX_ROWS && $this->waiting() >= MAX_ROWS;
            if ($is_many || filesize($this->path) > MAX_SQLITE_BYTES) {
                return 507;
            }
            $same = (int) $this->value('SELECT count(*) FROM hook WHERE token = ?', $row['token']);
            if ($same < MAX_ROWS_OF_TOKEN) {
                $this->run('INSERT INTO hook (received_at, token, method, query, body, content_type)
                    VALUES (?, ?, ?, ?, ?, ?)', ...array_values($row));
            }
            return 200;
        });
    }

    public function spend(string $nonce): bool {
        return $this->atOnce(function () use ($nonce): bool {
            $this->run('DELETE FROM nonce WHERE used_at < ?', time() - NONCE_KEPT_S);
            $sql = 'INSERT OR IGNORE INTO nonce (nonce, used_at) VALUES (?, ?)';
            return $this->run($sql, $nonce, time())->rowCount() === 1;
        });
    }

    public function oldest(int $limit): iterable {
        $found = $this->run('SELECT * FROM hook ORDER BY id LIMIT ?', $limit);
        while (is_array($row = $found->fetch(PDO::FETCH_ASSOC))) {
            // Before PHP 8.1 every column comes as a string.
            yield (int) $row['id'] => ['received_at' => (float) $row['received_at']] + $row;
        }
    }

    public function forget(array $ids): void {
        $this->atOnce(function () use ($ids): void {
            foreach ($ids as $id) {
                $this->run('DELETE FROM hook WHERE id = ?', $id);
            }
        });
    }

    public function purge(int $before): void {
        $this->run('DELETE FROM hook WHERE received_at < ?', $before);
    }

    public function waiting(): int {
        return (int) $this->value('SELECT count(*) FROM hook');
    }

    private function atOnce(callable $work) {
        $this->db->exec('BEGIN IMMEDIATE');
        try {
            $result = $work();
            $this->db->exec('COMMIT');
            return $result;
        } catch (Throwable $error) {
            $this->db->exec('ROLLBACK');
            throw $error;
        }
    }

    private function run(string $sql, ...$values): PDOStatement {
        $statement = $this->db->prepare($sql);
        foreach ($values as $place => $value) {
            $statement->bindValue($place + 1, $value, is_int($value) ? PDO::PARAM_INT : PDO::PARAM_STR);
        }
        $statement->execute();
        return $statement;
    }

    private function value(string $sql, ...$values) {
        return $this->run($sql, ...$values)->fetchColumn();
    }
}

/** One file that is read whole and replaced whole, under a lock from here to the end of the request. */
final class FlatStorage implements Storage {
    private string $path;
    private array $held = ['last_id' => 0, 'rows' => [], 'nonces' => [], 'due' => []];
    /** @var resource */
    private $lock;

    public function __construct(string $folder) {
        $this->path = $folder . '/hooks.json';
        $this->lock = fopen($folder . '/lock', 'c');
        flock($this->lock, LOCK_EX);
        if (is_file($this->path)) {
            $this->held = json_decode(file_get_contents($this->path), true, 8, JSON_THROW_ON_ERROR);
        }
    }

    public function keep(array $row, int $slot): int {
        $due = next_due($this->held['due'][$slot] ?? 0.0);
        if ($due === null) {
            return 429;
        }
        $this->held['due'][$slot] = $due;
        $is_big = is_file($this->path) && filesize($this->path) > MAX_FLAT_BYTES;
        $is_full = $is_big || $this->waiting() >= MAX_ROWS;
        $same = count(array_keys(array_column($this->held['rows'], 'token'), $row['token'], true));
        if (!$is_full && $same < MAX_ROWS_OF_TOKEN) {
            $this->held['rows'][++$this->held['last_id']] = $row;
        }
        $this->save();
        return $is_full ? 507 : 200;
    }

    public function spend(string $nonce): bool {
        $is_new = !isset($this->held['nonces'][$nonce]);
        $this->held['nonces'] += [$nonce => time()];
        $this->save();
        return $is_new;
    }

    public function oldest(int $limit): iterable {
        return array_slice($this->held['rows'], 0, $limit, true);
    }

    public function forget(array $ids): void {
        $this->held['rows'] = array_diff_key($this->held['rows'], array_flip($ids));
        $this->save();
    }

    public function purge(int $before): void {
        $this->held['rows'] = array_filter($this->held['rows'], function (array $row) use ($before): bool {
            return $row['received_at'] >= $before;
        });
        $this->save();
    }

    public function waiting(): int {
        return count($this->held['rows']);
    }

    private function save(): void {
        foreach (['nonces' => time() - NONCE_KEPT_S, 'due' => time()] as $name => $oldest) {
            $this->held[$name] = array_filter($this->held[$name], function ($at) use ($oldest): bool {
                return $at >= $oldest;
            });
        }
        file_put_contents($this->path . '.new', json_encode($this->held, JSON_FORM));
        rename($this->path . '.new', $this->path);
    }
}

/** When a bucket that drips steadily is empty again if one more goes in; null where it is full. */
function next_due(float $due): ?float {
    $now = microtime(true);
    // A time further ahead than can be was written before the clock was set back.
    $due = $due > $now + 2 * RATE_BURST_S ? $now : max($due, $now);
    return $due - $now >= RATE_BURST_S ? null : $due + 1 / RATE_PER_S;
}

/** A bucket for the sender: few enough that strangers cannot fill the disk with them. */
function slot_of(string $address): int {
    $packed = (string) @inet_pton($address);
    $is_mapped = strncmp($packed, str_repeat("\0", 10) . "\xff\xff", 12) === 0;
    // Whoever has an IPv6 address has a whole network of them.
    $sender = strlen($packed) === 16 && !$is_mapped ? substr($packed, 0, 8) : $packed;
    return (int) hexdec(substr(hash_hmac('sha256', 'sender ' . $sender, SECRET), 0, 4));
}

function storage(): Storage {
    $folder = __DIR__ . '/.alphasms-' . substr(hash_hmac('sha256', 'folder', SECRET), 0, 16);
    if (!is_dir($folder) && !@mkdir($folder, 0700) && !is_dir($folder)) {
        throw new ErrorException('the folder cannot be made');
    }
    if (!is_file($folder . '/index.html')) {
        file_put_contents($folder . '/.htaccess', "<IfModule mod_authz_core.c>\nRequire all denied\n"
            . "</IfModule>\n<IfModule !mod_authz_core.c>\nOrder deny,allow\nDeny from all\n</IfModule>\n");
        file_put_contents($folder . '/index.html', '');
    }
    $has_sqlite = extension_loaded('pdo_sqlite') && STORAGE !== 'flat';
    $storage = $has_sqlite ? new SqliteStorage($folder) : new FlatStorage($folder);
    $purged = $folder . '/purged';
    if (!is_file($purged) || filemtime($purged) < time() - PURGE_EVERY_S) {
        touch($purged);
        $storage->purge(time() - ROWS_KEPT_S);
    }
    return $storage;
}

function server(string $name): string {
    return (string) ($_SERVER[$name] ?? '');
}

function asked(string $name): string {
    return is_string($_GET[$name] ?? null) ? $_GET[$name] : '';
}

function body(): string {
    return (string) file_get_contents('php://input', false, null, 0, LONGEST_BODY_BYTES + 1);
}

/** Keep a webhook; returns the HTTP status. */
function received(string $token): int {
    [$body, $type] = [body(), server('CONTENT_TYPE')];
    if ($body === '' && $_POST !== []) {
        // PHP takes a multipart body apart and leaves nothing of its bytes.
        [$body, $type] = [http_build_query($_POST), 'application/x-www-form-urlencoded'];
    }
    $query = server('QUERY_STRING');
    $longest = max(strlen($body), strlen($query), (int) server('CONTENT_LENGTH'));
    if ($longest > LONGEST_BODY_BYTES) {
        return 413;
    }
    return storage()->keep([
        'received_at' => round(microtime(true), 3),
        'token' => $token,
        'method' => server('REQUEST_METHOD'),
        'query' => $query,
        'body' => base64_encode($body),
        'content_type' => substr($type, 0, 200),
    ], slot_of(server('REMOTE_ADDR')));
}

/** The nonce, the payload and the time of a request that the secret has signed, or null. */
function signed(string $do): ?array {
    $payload = body();
    $proof = [server('HTTP_X_ALPHA_TIME'), server('HTTP_X_ALPHA_NONCE'), server('HTTP_X_ALPHA_SIGN')];
    if (in_array('', $proof, true)) {
        // Some hosts strip such headers: then the proof lies in the body, around what it signs.
        $around = json_decode($payload, true, 4);
        $field = function (string $name) use ($around): string {
            return is_array($around) && is_string($around[$name] ?? null) ? $around[$name] : '';
        };
        [$proof, $payload] = [[$field('time'), $field('nonce'), $field('sign')], $field('payload')];
    }
    [$time, $nonce, $sign] = $proof;
    $text = implode("\n", ['POST', $do, $time, $nonce, hash('sha256', $payload)]);
    $is_ours = hash_equals(hash_hmac('sha256', $text, SECRET), $sign);
    $is_fit = preg_match('/^\d{1,12}$/D', $time) === 1 && preg_match('/^[0-9a-f]{32}$/D', $nonce) === 1;
    return $is_ours && $is_fit ? [$nonce, $payload, (int) $time] : null;
}

/** The oldest rows, as many as an answer may hold, and whether there are more. */
function taken(Storage $storage): array {
    [$rows, $bytes] = [[], 0];
    foreach ($storage->oldest(TAKE_ROWS + 1) as $id => $row) {
        $row = ['id' => $id] + $row;
        $bytes += strlen(json_encode($row, JSON_FORM)) + 1;
        if (count($rows) === TAKE_ROWS || $bytes > TAKE_BYTES) {
            return ['rows' => $rows, 'more' => true];
        }
        $rows[] = $row;
    }
    return ['rows' => $rows, 'more' => false];
}

/** Do what the program has asked; returns the answer's fields, or null where it is not the program. */
function handed_over(string $do): ?array {
    $signed = signed($do);
    if ($signed === null || !in_array($do, ['ping', 'take', 'done'], true)) {
        return null;
    }
    [$nonce, $payload, $time] = $signed;
    if (abs(time() - $time) > CLOCK_TOLERANCE_S) {
        return ['clock' => time()]; // two clocks that differ, or an old request that is played again
    }
    $storage = storage();
    if (!$storage->spend($nonce)) {
        return null;
    }
    $always = ['now' => time(), 'nonce' => $nonce];
    if ($do === 'take') {
        return $always + taken($storage);
    }
    if ($do === 'done') {
        $ids = json_decode($payload, true, 4)['ids'] ?? [];
        $ids = is_array($ids) ? array_slice(array_filter($ids, 'is_int'), 0, TAKE_ROWS) : [];
        $storage->forget($ids);
        return $always + ['done' => count($ids)];
    }
    return $always + [
        'version' => VERSION,
        'storage' => $storage instanceof SqliteStorage ? 'sqlite' : 'flat',
        'waiting' => $storage->waiting(),
        // What was written a moment ago is there, or it could be spent once more.
        'is_kept' => !$storage->spend($nonce),
    ];
}

function answer(int $status, string $body = '', string $type = 'text/plain'): void {
    http_response_code($status);
    header_remove('X-Powered-By');
    header('Content-Type: ' . $type . '; charset=utf-8');
    header('X-Content-Type-Options: nosniff');
    header('Cache-Control: no-store');
    echo $body;
}

function main(): void {
    $method = server('REQUEST_METHOD');
    if (preg_match('/^[0-9a-f]{64}$/D', SECRET) !== 1) {
        answer(503, "The secret is not set.\n");
    } elseif (in_array($method, ['GET', 'POST'], true) && preg_match('/^[0-9a-f]{32}$/D', asked('t')) === 1) {
        answer(received(asked('t')));
    } else {
        $fields = $method === 'POST' && asked('do') !== '' ? handed_over(asked('do')) : null;
        if ($fields === null) {
            answer(404);
        } else {
            $status = isset($fields['clock']) ? 409 : 200;
            answer($status, json_encode($fields, JSON_FORM), 'application/json');
        }
    }
}

ini_set('display_errors', '0');
umask(0077);
// A warning comes from the disk; deprecations of some later PHP must not stop anything.
set_error_handler(function (int $severity, string $text): bool {
    if (error_reporting() & $severity) {
        throw new ErrorException($text, 0, $severity);
    }
    return true;
}, E_WARNING | E_NOTICE);
set_exception_handler(function (Throwable $error): void {
    error_log('alphasms relay: ' . get_class($error) . ' in line ' . $error->getLine());
    answer($error instanceof PDOException || $error instanceof ErrorException ? 507 : 500);
});
main();
