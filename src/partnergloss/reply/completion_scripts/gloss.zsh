#compdef gloss
# Completes gloss in zsh; works too as a file _gloss in a folder of $fpath.

# Filled in by gloss completion: its word list; the term files behind it, there or not; the project's among them; and
# for which variables.
typeset -g _gloss_words=@words@ _gloss_places=(@places@) _gloss_project=@project@ _gloss_setting=@setting@

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
    [[ -n $_gloss_words ]] || return 0 # none can be kept
    [[ -r $_gloss_words.tsv ]] || return
    for ((i = 1; i <= $#_gloss_places; i++)); do
        place=$_gloss_places[i] time=$_gloss_words-$((i - 1))
        [[ -r $place || -e $time ]] || continue # there was none, and there is none
        [[ -r $place && -e $time && ! $place -nt $time && ! $place -ot $time ]] || return
    done
}

_gloss_word_list() { # sets list to the word list, if that holds what gloss list would print
    local project
    _gloss_nearest
    # gloss reads no stranger's file in a folder where anyone can write; that is seen from there.
    [[ -n $project && ! -O $project && -w ${project%/*} ]] && return 1
    if ! _gloss_fresh; then
        eval "$(command gloss completion zsh 2>/dev/null | sed -n '/^typeset -g _gloss_words=/p')"
        _gloss_fresh || _gloss_words= # cannot be kept; do not try at every Tab
    fi
    list=$_gloss_words.tsv
    [[ -n $_gloss_words ]]
}

_gloss_rows() { # what each row of the list becomes, as awk says it; what the rows are
    local -a query=(gloss list) rows
    local i file list
    [[ $PREFIX == -* ]] && return 1
    for ((i = 2; i < CURRENT; i++)); do
        case $words[i] in
            --terms) file=${(Q)words[i + 1]} ;;
            --terms=*) file=${(Q)words[i]#--terms=} ;;
            *) continue ;;
        esac
        [[ $file == '~/'* ]] && file=$HOME${file#\~}
        query+=(--terms $file)
    done
    local -a shown=(awk -F '\t' -v OFS=: "NR > 1 { row = $1 } NR > 1 && !seen[row]++ { print row }")
    if (($#query == 2)) && _gloss_word_list; then
        rows=(${(f)"$($shown <$list)"})
    else
        rows=(${(f)"$(command $query 2>/dev/null | $shown)"})
    fi
    _describe -t $2 $2 rows
}

_gloss_terms() { _gloss_rows '$1 OFS $5' term }
_gloss_categories() { _gloss_rows '$3' category }

_gloss_to() {
    local found=1
    compadd user project && found=0
    _files && found=0
    return found
}

_gloss_first() {
    local -a verbs=(
        'define:say what a term means and when it is the right choice'
        'compare:put two to five terms side by side'
        'list:list terms as a tree of categories'
        'search:find terms by description'
        'choose:find the model that fits what you wish for'
        'scan:show which terms a document uses, and which words nobody explains'
        'check:check whether term files are sound and well written'
        'add:add a term to your own term file'
        'edit:change one term in your own term file'
        'export:write the glossary as a file that another program reads'
        'paths:show which term files are in effect'
        'completion:print a completion script for a shell'
    )
    local found=1
    _describe -t verb verb verbs && found=0
    [[ -n $PREFIX ]] && _gloss_terms && found=0
    return found
}

_gloss() {
    local term='*:term: _gloss_terms'
    local -a help=('(- *)'{-h,--help}'[show help]')
    local -a shared=(
        $help
        '--json[answer as JSON, with every field]'
        '--plain[no boxes, color or wrapping, as in a pipe]'
        '--color=[color]:when:(auto always never)'
        '*--terms=[add a term file of yours on top]:file:_files'
    )
    local pager='--no-pager[never hand a long answer to a pager]'
    local layer='--layer=[only what stands in this layer, and below]:layer:(bundled user project environment)'
    local to='--to=[which term file to write]:term file: _gloss_to'
    local -a define=(
        $shared $pager $layer
        '--exact[no partial or approximate matches]'
        '--short[one line to paste]'
        '--markdown[Markdown to paste into a wiki or chat]'
        '--long[add notes, figures, disputes and full sources]'
    )
    local -a list=(
        $shared $pager $layer
        '--category=[only this category, with all below it]:category: _gloss_categories'
        '*--where=[only terms with one of these values]:facet=value: '
    )
    local -a codes=(GL{101..122} GL{201..221} GL{301..302})
    local -a check=(
        $shared $pager
        '--strict[warnings fail the check too]'
        "--explain=[say what a rule demands, why, and what to do]:rule:($codes)"
        '*:file:_files'
    )
    local -a choose=(
        $shared $pager
        '--category=[choose in this category]:category: _gloss_categories'
        '*--where=[wanted]:facet=value: '
        '*--must=[required]:facet=value: '
    )
    local -a export=(
        $help $layer
        {-o+,--output=}'[write there]:file:_files'
        '--force[replace what is there]'
        '--category=[only this category, with all below it]:category: _gloss_categories'
        '*--where=[only terms with one of these values]:facet=value: '
        '*--terms=[add a term file of yours on top]:file:_files'
        '1:format:(json jsonl csv markdown html skos skos-turtle openmetadata datahub anki)'
    )
    local -a scan=(
        $shared $pager
        '--fail-on=[exit with 5 where there is one of these]:finding: _values -s , finding ambiguous deprecated unknown changed'
        '*:file:_files'
    )
    local -a add=(
        $shared $to
        '--id=[its id; else made from the name]:term: _gloss_terms'
        '--category=[where it belongs]:category: _gloss_categories'
        '--definition=[what it is]:text: '
        '*--abbr=[its abbreviation]:text: '
        '*--alias=[another name]:text: '
        '*--cue=[how people describe it]:text: '
        '*--broader=[what it is a kind of]:term: _gloss_terms'
        '*--related=[what goes with it]:term: _gloss_terms'
        '*--facet=[what decides]:facet=value: '
        '*--note=[what else to know]:text: '
        '*--source=[who says so]:source: '
        '--from-json=[read terms as JSON objects from a file]:file:_files'
        '*:name: '
    )

    if ((CURRENT == 2)); then
        _arguments $define '--version[show the version]' '1: :_gloss_first'
        return
    fi
    case $words[2] in
        define | compare | list | search | choose | scan | check | add | edit | export | paths | completion)
            shift words
            ((CURRENT--))
            ;;
    esac
    case $words[1] in
        compare) _arguments $shared $pager $term ;;
        list) _arguments $list ;;
        search) _arguments $shared $pager ;;
        choose) _arguments $choose ;;
        export) _arguments $export ;;
        scan) _arguments $scan ;;
        check) _arguments $check ;;
        add) _arguments $add ;;
        edit) _arguments $shared $to $term ;;
        paths) _arguments $shared ;;
        completion) _arguments $help '1:shell:(bash zsh fish)' ;;
        *) _arguments $define $term ;; # without a verb, gloss defines
    esac
}

# A compinit that runs later would forget gloss; who runs none gets it here.
if [[ $funcstack[1] == _gloss ]]; then
    _gloss "$@"
else
    (($+functions[compdef])) || { autoload -Uz compinit && compinit -i }
    compdef _gloss gloss
fi
