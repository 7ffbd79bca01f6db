-- Nobody may call a function that was not given to him.
revoke execute on all functions in schema public from public;
