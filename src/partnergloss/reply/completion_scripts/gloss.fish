# Completes gloss in fish.

# Filled in by gloss completion: its word list; the term files behind it, there or not; the project's among them; and
# for which variables.
set -g __gloss_words @words@; set -g __gloss_places @places@; set -g __gloss_project @project@; set -g __gloss_setting @setting@

# A test that knows -nt: the builtin one does since fish 3.6.
set -g __gloss_test test
test / -ef / 2>/dev/null; or set __gloss_test (command -s test)

function __gloss_first -d 'Whether the first word is being completed'
    test (count (commandline -opc)) -eq 1
end

function __gloss_verb -d 'Whether the verb is one of the arguments; without a verb, gloss defines'
    set -l words (commandline -opc)
    set -l verb define
    contains -- "$words[2]" compare list search choose scan check add edit export paths completion; and set verb $words[2]
    contains -- $verb $argv
end

function __gloss_word -d 'Whether a term is completed; on an empty first word they would drown the verbs'
    set -l word (commandline -ct)
    __gloss_verb define compare edit; or return
    string match -q -- '-*' "$word"; and return 1
    not __gloss_first; or test -n "$word"
end

function __gloss_nearest -S -d 'Set project to the nearest .gloss.toml upwards, not past a repository or the home folder'
    set -l folder .
    set project
    for level in / (pwd -P 2>/dev/null | string match -ra /)
        if test -e $folder/.gloss.toml -o -L $folder/.gloss.toml
            set project $folder/.gloss.toml
            return
        end
        test -e $folder/.git; or $__gloss_test $folder -ef "$HOME"; and return
        set folder $folder/..
    end
end

function __gloss_fresh -S -d 'Whether the term files are those behind the word list, and as they were'
    test "$HOME:$XDG_CONFIG_HOME:$GLOSS_TERMS" = "$__gloss_setting"; or return
    test "$project" = "$__gloss_project"; or $__gloss_test "$project" -ef "$__gloss_project"; or return
    test -n "$__gloss_words"; or return 0 # none can be kept
    test -r $__gloss_words.tsv; or return
    set -l number 0
    for place in $__gloss_places
        set -l time $__gloss_words-$number
        set number (math $number + 1)
        if test -r $place
            test -e $time; and not $__gloss_test $place -nt $time; and not $__gloss_test $place -ot $time; or return 1
        else
            test -e $time; and return 1
        end
    end
    return 0
end

function __gloss_word_list -S -d 'Set list to the word list, and say whether it holds what gloss list would print'
    set -l project
    __gloss_nearest
    # gloss reads no stranger's file in a folder where anyone can write; that is seen from there.
    if test -n "$project"; and not test -O "$project"; and test -w (string replace -r '/[^/]*$' '' -- $project)
        return 1
    end
    if not __gloss_fresh
        command gloss completion fish 2>/dev/null | string match 'set -g __gloss_words *' | source
        __gloss_fresh; or set -g __gloss_words # cannot be kept; do not try at every Tab
    end
    set list $__gloss_words.tsv
    test -n "$__gloss_words"
end

function __gloss_rows -d 'What each row of the list becomes, as awk says it, with the term files named so far'
    set -l files
    set -l list
    set -l before
    for word in (commandline -opc)
        if test "$before" = --terms
            set -a files --terms (string replace -r '^~(?=/)' -- $HOME $word)
        else if string match -q -- '--terms=*' $word
            set -a files $word
        end
        set before $word
    end
    # Where words begin as typed, fish shows no others, so it need not read them.
    set -lx start (commandline -ct)
    set -l program '
        BEGIN { start = ENVIRON["start"] }
        NR == 1 { next }
        { row = '$argv[1]'; fits = substr(row, 1, length(start)) == start }
        !seen[row]++ { rows[fits, ++count[fits]] = row }
        END { fits = count[1] > 0; for (i = 1; i <= count[fits]; i++) print rows[fits, i] }'
    if not set -q files[1]; and __gloss_word_list
        awk -F '\t' -v OFS='\t' $program <$list
    else
        command gloss list $files 2>/dev/null | awk -F '\t' -v OFS='\t' $program
    end
end

function __gloss_several -d 'Words that commas join; those before the last comma stand'
    set -l word (commandline -ct | string replace -r '^--[a-z-]+=' '')
    set -l before (string match -r '^.*,' -- "$word")
    for word in $argv
        string match -q -- "*,$word,*" ",$before"; or echo "$before$word"
    end
end

complete -c gloss -f
complete -c gloss -n __gloss_first -a define -d 'Say what a term means and when it is the right choice'
complete -c gloss -n __gloss_first -a compare -d 'Put two to five terms side by side'
complete -c gloss -n __gloss_first -a list -d 'List terms as a tree of categories'
complete -c gloss -n __gloss_first -a search -d 'Find terms by description'
complete -c gloss -n __gloss_first -a choose -d 'Find the model that fits what you wish for'
complete -c gloss -n __gloss_first -a scan -d 'Show which terms a document uses, and which words nobody explains'
complete -c gloss -n __gloss_first -a check -d 'Check whether term files are sound and well written'
complete -c gloss -n __gloss_first -a add -d 'Add a term to your own term file'
complete -c gloss -n __gloss_first -a edit -d 'Change one term in your own term file'
complete -c gloss -n __gloss_first -a export -d 'Write the glossary as a file that another program reads'
complete -c gloss -n __gloss_first -a paths -d 'Show which term files are in effect'
complete -c gloss -n __gloss_first -a completion -d 'Print a completion script for a shell'
complete -c gloss -n __gloss_first -l version -d 'Show the version'
complete -c gloss -n __gloss_word -a "(__gloss_rows '\$1 OFS \$5')"
complete -c gloss -n '__gloss_verb check scan' -F
complete -c gloss -n '__gloss_verb export' -a 'json jsonl csv markdown html skos skos-turtle openmetadata datahub anki'
complete -c gloss -n '__gloss_verb completion' -a 'bash zsh fish'

complete -c gloss -s h -l help -d 'Show help'
complete -c gloss -n '__gloss_verb define compare list search choose scan check add edit paths' -l json -d 'Answer as JSON, with every field'
complete -c gloss -n '__gloss_verb define compare list search choose scan check add edit paths' -l plain -d 'No boxes, color or wrapping, as in a pipe'
complete -c gloss -n '__gloss_verb define compare list search choose scan check add edit paths' -l color -x -a 'auto always never' -d Color
complete -c gloss -n '__gloss_verb define compare list search choose scan check add edit export paths' -l terms -r -F -d 'Add a term file of yours on top'
complete -c gloss -n '__gloss_verb define compare list search choose scan check' -l no-pager -d 'Never hand a long answer to a pager'
complete -c gloss -n '__gloss_verb check' -l strict -d 'Warnings fail the check too'
complete -c gloss -n '__gloss_verb check' -l explain -x -a '(seq -f GL%g 101 122; seq -f GL%g 201 221; seq -f GL%g 301 302)' -d 'Say what a rule demands, why, and what to do'
complete -c gloss -n '__gloss_verb scan' -l fail-on -x -a '(__gloss_several ambiguous deprecated unknown changed)' -d 'Exit with 5 where there is one of these'
complete -c gloss -n '__gloss_verb define list export' -l layer -x -a 'bundled user project environment' -d 'Only what stands in this layer, and below'
complete -c gloss -n '__gloss_verb define' -l exact -d 'No partial or approximate matches'
complete -c gloss -n '__gloss_verb define' -l short -d 'One line to paste'
complete -c gloss -n '__gloss_verb define' -l markdown -d 'Markdown to paste into a wiki or chat'
complete -c gloss -n '__gloss_verb define' -l long -d 'Add notes, figures, disputes and full sources'
complete -c gloss -n '__gloss_verb list choose export add' -l category -x -a "(__gloss_rows '\$3')" -d 'A category; list takes all below it, too'
complete -c gloss -n '__gloss_verb list export' -l where -x -d 'Only terms with one of these values'
complete -c gloss -n '__gloss_verb choose' -l where -x -d 'Wanted'
complete -c gloss -n '__gloss_verb choose' -l must -x -d 'Required'
complete -c gloss -n '__gloss_verb export' -s o -l output -r -F -d 'Write there'
complete -c gloss -n '__gloss_verb export' -l force -d 'Replace what is there'
complete -c gloss -n '__gloss_verb add edit' -l to -r -F -a 'user project' -d 'Which term file to write'
complete -c gloss -n '__gloss_verb add' -l id -x -a "(__gloss_rows '\$1 OFS \$5')" -d 'Its id; else made from the name'
complete -c gloss -n '__gloss_verb add' -l definition -x -d 'What it is'
complete -c gloss -n '__gloss_verb add' -l abbr -x -d 'Its abbreviation'
complete -c gloss -n '__gloss_verb add' -l alias -x -d 'Another name'
complete -c gloss -n '__gloss_verb add' -l cue -x -d 'How people describe it'
complete -c gloss -n '__gloss_verb add' -l broader -x -a "(__gloss_rows '\$1 OFS \$5')" -d 'What it is a kind of'
complete -c gloss -n '__gloss_verb add' -l related -x -a "(__gloss_rows '\$1 OFS \$5')" -d 'What goes with it'
complete -c gloss -n '__gloss_verb add' -l facet -x -d 'What decides'
complete -c gloss -n '__gloss_verb add' -l note -x -d 'What else to know'
complete -c gloss -n '__gloss_verb add' -l source -x -d 'Who says so'
complete -c gloss -n '__gloss_verb add' -l from-json -r -F -d 'Read terms as JSON objects from a file'
