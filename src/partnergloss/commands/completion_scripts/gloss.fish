# Completes gloss in fish.

function __gloss_first -d 'Whether the first word is being completed'
    test (count (commandline -opc)) -eq 1
end

function __gloss_verb -d 'Whether the verb is one of the arguments; without a verb, gloss defines'
    set -l words (commandline -opc)
    set -l verb define
    contains -- "$words[2]" compare list search check paths completion; and set verb $words[2]
    contains -- $verb $argv
end

function __gloss_word -d 'Whether a term is completed; on an empty first word they would drown the verbs'
    set -l word (commandline -ct)
    __gloss_verb define compare; or return
    string match -q -- '-*' "$word"; and return 1
    not __gloss_first; or test -n "$word"
end

function __gloss_column -d 'Columns of the list, with the term files named so far'
    set -l files
    set -l before
    for word in (commandline -opc)
        if test "$before" = --terms
            set -a files --terms (string replace -r '^~(?=/)' -- $HOME $word)
        else if string match -q -- '--terms=*' $word
            set -a files $word
        end
        set before $word
    end
    command gloss list $files 2>/dev/null | sed 1d | cut -f $argv[1]
end

complete -c gloss -f
complete -c gloss -n __gloss_first -a define -d 'Say what a term means and when it is the right choice'
complete -c gloss -n __gloss_first -a compare -d 'Put two to five terms side by side'
complete -c gloss -n __gloss_first -a list -d 'List terms as a tree of categories'
complete -c gloss -n __gloss_first -a search -d 'Find terms by description'
complete -c gloss -n __gloss_first -a check -d 'Check whether term files are sound and well written'
complete -c gloss -n __gloss_first -a paths -d 'Show which term files are in effect'
complete -c gloss -n __gloss_first -a completion -d 'Print a completion script for a shell'
complete -c gloss -n __gloss_first -l version -d 'Show the version'
complete -c gloss -n __gloss_word -a '(__gloss_column 1,5)'
complete -c gloss -n '__gloss_verb check' -F
complete -c gloss -n '__gloss_verb completion' -a 'bash zsh fish'

complete -c gloss -s h -l help -d 'Show help'
complete -c gloss -n '__gloss_verb define compare list search check paths' -l json -d 'Answer as JSON, with every field'
complete -c gloss -n '__gloss_verb define compare list search check paths' -l plain -d 'No boxes, color or wrapping, as in a pipe'
complete -c gloss -n '__gloss_verb define compare list search check paths' -l color -x -a 'auto always never' -d Colour
complete -c gloss -n '__gloss_verb define compare list search check paths' -l terms -r -F -d 'Add a term file of yours on top'
complete -c gloss -n '__gloss_verb define compare list search check' -l no-pager -d 'Never hand a long answer to a pager'
complete -c gloss -n '__gloss_verb check' -l strict -d 'Warnings fail the check too'
complete -c gloss -n '__gloss_verb define' -l exact -d 'No partial or approximate matches'
complete -c gloss -n '__gloss_verb define' -l short -d 'One line to paste'
complete -c gloss -n '__gloss_verb define' -l markdown -d 'Markdown to paste into a wiki or chat'
complete -c gloss -n '__gloss_verb define' -l long -d 'Add notes, figures, disputes and full sources'
complete -c gloss -n '__gloss_verb list' -l category -x -a '(__gloss_column 3)' -d 'Only this category, with all below it'
complete -c gloss -n '__gloss_verb list' -l where -x -d 'Only terms with one of these values'
