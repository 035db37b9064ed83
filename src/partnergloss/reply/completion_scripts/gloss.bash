# Completes gloss in bash 3.2 or later; needs nothing beyond bash and awk.

# Filled in by gloss completion: its word list; the term files behind it, there or not; the project's among them; and
# for which variables.
_gloss_words=@words@ _gloss_places=(@places@) _gloss_project=@project@ _gloss_setting=@setting@

# A loop, because compgen -W would expand the words it is given, and ids are data.
_gloss_offer() {
    local word
    for word; do
        [[ $word == "$cur"* ]] && COMPREPLY+=("$word")
    done
}

_gloss_nearest() { # sets project to the nearest .gloss.toml upwards, not past a repository or the home folder
    local folder=.
    project=
    while [[ -d $folder ]]; do
        [[ -e $folder/.gloss.toml || -L $folder/.gloss.toml ]] && project=$folder/.gloss.toml && break
        [[ -e $folder/.git || $folder -ef ${HOME-} || $folder -ef / ]] && break
        folder+=/..
    done
}

_gloss_fresh() { # whether the term files are those behind the word list, and as they were
    local i place time
    [[ ${HOME-}:${XDG_CONFIG_HOME-}:${GLOSS_TERMS-} == "$_gloss_setting" ]] || return
    [[ $project == "$_gloss_project" || $project -ef $_gloss_project ]] || return
    [[ $_gloss_words ]] || return 0 # none can be kept
    [[ -r $_gloss_words.tsv ]] || return
    for ((i = 0; i < ${#_gloss_places[@]}; i++)); do
        place=${_gloss_places[i]} time=$_gloss_words-$i
        [[ -r $place || -e $time ]] || continue # there was none, and there is none
        [[ -r $place && -e $time && ! $place -nt $time && ! $place -ot $time ]] || return
    done
}

_gloss_word_list() { # sets list to the word list, if that holds what gloss list would print
    local project
    _gloss_nearest
    # gloss reads no stranger's file in a folder where anyone can write; that is seen from there.
    [[ $project && ! -O $project && -w ${project%/*} ]] && return 1
    if ! _gloss_fresh; then
        eval "$(command gloss completion bash 2>/dev/null | sed -n '/^_gloss_words=/p')"
        _gloss_fresh || _gloss_words= # cannot be kept; do not try at every Tab
    fi
    list=$_gloss_words.tsv
    [[ $_gloss_words ]]
}

_gloss_column() { # number of the column; reads the list, prints each word that fits once
    start=$cur awk -F '\t' -v column="$1" '
        BEGIN { start = ENVIRON["start"] }
        NR > 1 && substr($column, 1, length(start)) == start && !seen[$column]++ { print $column }
    '
}

_gloss_offer_column() {
    local i file list words before=$- IFS=$'\n'
    local -a query=(command gloss list)
    for ((i = 1; i < COMP_CWORD - 1; i++)); do
        [[ ${COMP_WORDS[i]} == --terms ]] || continue
        file=${COMP_WORDS[i + 1]}
        [[ $file == "=" ]] && file=${COMP_WORDS[i + 2]}
        # The words are as typed; undoing the usual quoting by hand needs no eval.
        file=${file//[\"\'\\]/}
        [[ $file == \~/* ]] && file=$HOME${file:1}
        query+=(--terms "$file")
    done
    if ((${#query[@]} == 3)) && _gloss_word_list; then
        words=$(_gloss_column "$1" <"$list")
    else
        words=$("${query[@]}" 2>/dev/null | _gloss_column "$1")
    fi
    set -f # no word is the pattern of a file name
    COMPREPLY+=($words)
    [[ $before == *f* ]] || set +f
}

_gloss_offer_files() { # words that may stand in place of a file
    local file
    _gloss_offer "$@"
    # readline itself knows files best, but cannot be asked in 3.2, nor beside words; there blanks stay unquoted.
    (($#)) || { compopt -o default 2>/dev/null && return; }
    (($#)) && compopt -o filenames 2>/dev/null
    while IFS= read -r file; do
        COMPREPLY+=("$file")
    done < <(compgen -f -- "$cur")
}

_gloss_offer_several() { # words that commas join; those before the last comma stand
    local before= word
    [[ $cur == *,* ]] && before=${cur%,*},
    for word; do
        [[ ,$before == *,$word,* ]] || _gloss_offer "$before$word"
    done
}

_gloss() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} verb=
    local -a shared=(--json --plain --color --terms --help)
    COMPREPLY=()
    ((COMP_CWORD > 1)) && verb=${COMP_WORDS[1]}
    # bash takes --color=always for three words.
    if [[ $cur == "=" ]]; then
        cur=
    elif [[ $prev == "=" ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi

    case $prev in
        --color) _gloss_offer auto always never; return ;;
        --category) _gloss_offer_column 3; return ;;
        --broader | --id | --related) _gloss_offer_column 1; return ;;
        --terms | --from-json | --output | -o) _gloss_offer_files; return ;;
        --to) _gloss_offer_files user project; return ;;
        --layer) _gloss_offer bundled user project environment; return ;;
        --explain) _gloss_offer GL{101..122} GL{201..221} GL{301..302}; return ;;
        --fail-on) _gloss_offer_several ambiguous deprecated unknown changed; return ;;
        --where | --must | --facet | --definition | --abbr | --alias | --cue | --note | --source) return ;;
    esac
    case $verb:$cur in
        compare:-* | search:-*) _gloss_offer "${shared[@]}" --no-pager ;;
        list:-*) _gloss_offer "${shared[@]}" --no-pager --category --where --layer ;;
        choose:-*) _gloss_offer "${shared[@]}" --no-pager --category --where --must ;;
        export:-*) _gloss_offer --output --force --category --where --layer --terms --help ;;
        scan:-*) _gloss_offer "${shared[@]}" --no-pager --fail-on ;;
        check:-*) _gloss_offer "${shared[@]}" --no-pager --strict --explain ;;
        add:-*)
            _gloss_offer "${shared[@]}" --to --id --category --definition --abbr --alias --cue --broader --related \
                --facet --note --source --from-json
            ;;
        edit:-*) _gloss_offer "${shared[@]}" --to ;;
        paths:-*) _gloss_offer "${shared[@]}" ;;
        completion:-*) _gloss_offer --help ;;
        *:-*)
            # Without a verb, gloss defines.
            _gloss_offer "${shared[@]}" --no-pager --exact --short --markdown --long --layer
            [[ $verb ]] || _gloss_offer --version
            ;;
        :*)
            _gloss_offer define compare list search choose scan check add edit export paths completion
            [[ $cur ]] && _gloss_offer_column 1
            ;;
        export:*) ((COMP_CWORD == 2)) && _gloss_offer json jsonl csv markdown html skos skos-turtle openmetadata datahub anki ;;
        completion:*) ((COMP_CWORD == 2)) && _gloss_offer bash zsh fish ;;
        check:* | scan:*) _gloss_offer_files ;;
        add:* | choose:* | list:* | search:* | paths:*) ;;
        *) _gloss_offer_column 1 ;;
    esac
}

complete -F _gloss gloss
