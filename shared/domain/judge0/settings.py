"""What a Judge0 server tells of its configuration: its limits are ours. Times in seconds, sizes in kB."""

VERSION = "1.14.0"
"""Of the protocol: clients look up their language numbers by it."""

MAX_BATCH = 20
MAX_RUNS = 20
CPU_TIME, MAX_CPU_TIME = 5.0, 15.0
EXTRA_TIME, MAX_EXTRA_TIME = 1.0, 5.0
WALL_TIME, MAX_WALL_TIME = 10.0, 20.0
MIN_MEMORY, MEMORY, MAX_MEMORY = 2_048, 128_000, 512_000
MAX_STACK = 64_000
PROCESSES, MAX_PROCESSES = 60, 120
FILE_SIZE, MAX_FILE_SIZE = 1_024, 4_096
MAX_OUTPUT_BYTES = 256 * 1024
"""A submission is kept in one document, so no output is longer, whatever `max_file_size` says."""

CONFIGURATION: dict[str, bool | int | float | list[str]] = {
    "maintenance_mode": False,
    "enable_wait_result": True,
    "enable_compiler_options": False,
    "allowed_languages_for_compile_options": [],
    "enable_command_line_arguments": True,
    "enable_submission_delete": False,
    "enable_callbacks": False,
    "callbacks_max_tries": 0,
    "callbacks_timeout": 0.0,
    "enable_additional_files": False,
    "max_queue_size": 1_000,
    "cpu_time_limit": CPU_TIME,
    "max_cpu_time_limit": MAX_CPU_TIME,
    "cpu_extra_time": EXTRA_TIME,
    "max_cpu_extra_time": MAX_EXTRA_TIME,
    "wall_time_limit": WALL_TIME,
    "max_wall_time_limit": MAX_WALL_TIME,
    "memory_limit": MEMORY,
    "max_memory_limit": MAX_MEMORY,
    "stack_limit": MAX_STACK,
    "max_stack_limit": MAX_STACK,
    "max_processes_and_or_threads": PROCESSES,
    "max_max_processes_and_or_threads": MAX_PROCESSES,
    "enable_per_process_and_thread_time_limit": False,
    "allow_enable_per_process_and_thread_time_limit": False,
    "enable_per_process_and_thread_memory_limit": False,
    "allow_enable_per_process_and_thread_memory_limit": False,
    "max_file_size": FILE_SIZE,
    "max_max_file_size": MAX_FILE_SIZE,
    "number_of_runs": 1,
    "max_number_of_runs": MAX_RUNS,
    "redirect_stderr_to_stdout": False,
    "max_extract_size": 0,
    "enable_batched_submissions": True,
    "max_submission_batch_size": MAX_BATCH,
    "submission_cache_duration": 0.0,
    "use_docs_as_homepage": False,
    "allow_enable_network": False,
    "enable_network": False,
}
