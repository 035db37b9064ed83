#compdef gloss
# Completes gloss in zsh; also works as a file _gloss in a folder of $fpath.

_gloss_column() { # columns of `gloss list`, and what the first of them is called
    local -a query=(gloss list)
    local -aU rows
    local i file
    for ((i = 2; i < CURRENT - 1; i++)); do
        case $words[i] in
            --terms) file=${(Q)words[i + 1]} ;;
            --terms=*) file=${(Q)words[i]#--terms=} ;;
            *) continue ;;
        esac
        [[ $file == '~/'* ]] && file=$HOME${file#\~}
        query+=(--terms "$file")
    done
    rows=(${(f)"$(command $query 2>/dev/null | sed 1d | cut -f $1)"})
    _describe -t ${2}s $2 "${(@)rows/$'\t'/:}"
}

_gloss() {
    local -a verbs=(
        'define:say what a term means and when it is the right choice'
        'compare:put two to five terms side by side'
        'list:list terms as a tree of categories'
        'paths:show which term files are in effect'
        'completion:print a completion script for a shell'
    )
    _describe -t verbs verb verbs
}
