# Removes one throwaway cluster once its owner is gone: $1 run folder, $2 its first name, $3 socket folder.
# Standard input is a pipe that the owner holds open: a word on it means that the owner ends on purpose,
# plain end of file that it died. Signals only go to programs that work inside the run's own folders.
run=$1 fresh=$2 socket=$3
trap '' INT TERM HUP QUIT
exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
read -r _ || sleep 0.1 # time for a program that a dying owner forked to get into its folder
[ -e "$run/keep" ] && exit 0

# True while there was a program to signal; $1 is the signal.
signal_programs() {
    found=1
    if [ ! -e /proc/self/cwd ]; then
        read -r pid <"$run/data/postmaster.pid" || return 1
        case $(ps -ww -o args= -p "$pid") in *"$run/data"*) kill -"$1" "$pid" && return 0 ;; esac
        return 1
    fi
    for process in /proc/[0-9]*; do
        [ "$process/cwd" -ef "$run/data" ] || [ "$process/cwd" -ef "$run/template/cluster" ] || continue
        read -r name <"$process/comm" || continue
        case $name in
        *postgres*) kill -"$1" "${process#/proc/}" && found=0 ;;
        *initdb* | cp) kill -TERM "${process#/proc/}" && found=0 ;;
        esac
    done
    return $found
}

# A server that was killed outright leaves its lock segment in System V shared memory, as Linux lists it.
remove_segment() {
    { read -r server && read -r _ && read -r _ && read -r _ && read -r _ && read -r _ && read -r _ segment; } \
        <"$run/data/postmaster.pid" || return
    while read -r _ id _ _ creator _ attached _; do
        [ "$id $creator $attached" = "$segment $server 0" ] && ipcrm -m "$id"
    done </proc/sysvipc/shm
}

tries=0 signal=QUIT
while [ $tries -lt 600 ]; do
    [ $tries -eq 300 ] && signal=KILL
    signal_programs $signal || { remove_segment; rm -rf "$run" "$fresh" && break; }
    tries=$((tries + 1))
    sleep 0.02
done
rm -f "$socket/.s.PGSQL.5432" "$socket/.s.PGSQL.5432.lock"
rmdir "$socket"
[ ! -e "$run" ]
