# What a small shop would have of ECS before it runs anything, in every form that reads back differently.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "insights" { default = "enabled" }
variable "target" { default = 80 }
variable "image" { default = "nginx:1.27" }
variable "stage" { default = "test" }

provider "aws" {
  skip_metadata_api_check = true
  default_tags {
    tags = { team = "quay" }
  }
}

data "aws_caller_identity" "me" {}

data "aws_availability_zones" "available" {
  state = "available"
}

data "aws_subnets" "default" {
  filter {
    name   = "default-for-az"
    values = ["true"]
  }
}

resource "aws_ecs_cluster" "harbor" {
  name = "harbor"
  tags = { stage = var.stage }

  setting {
    name  = "containerInsights"
    value = var.insights
  }

  configuration {
    execute_command_configuration {
      logging = "OVERRIDE"
      log_configuration {
        cloud_watch_encryption_enabled = true
        cloud_watch_log_group_name     = "/exec"
      }
    }
  }

  # The tag below is somebody else's.
  lifecycle {
    ignore_changes = [tags["extra"], tags_all["extra"]]
  }
}

resource "aws_ecs_tag" "extra" {
  resource_arn = aws_ecs_cluster.harbor.arn
  key          = "extra"
  value        = "by aws_ecs_tag"
}

resource "aws_ecs_cluster" "bare" {
  name = "bare"
}

resource "aws_ecs_cluster_capacity_providers" "harbor" {
  cluster_name       = aws_ecs_cluster.harbor.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]

  default_capacity_provider_strategy {
    base              = 1
    weight            = 100
    capacity_provider = "FARGATE"
  }

  default_capacity_provider_strategy {
    weight            = 50
    capacity_provider = "FARGATE_SPOT"
  }
}

resource "aws_ecs_capacity_provider" "quay" {
  name = "quay"

  auto_scaling_group_provider {
    auto_scaling_group_arn         = "arn:aws:autoscaling:us-east-1:${data.aws_caller_identity.me.account_id}:autoScalingGroup:7a9d7e3c-0000-4000-8000-000000000000:autoScalingGroupName/quay"
    managed_termination_protection = "ENABLED"

    managed_scaling {
      maximum_scaling_step_size = 100
      minimum_scaling_step_size = 1
      status                    = "ENABLED"
      target_capacity           = var.target
    }
  }
}

resource "aws_ecs_account_setting_default" "insights" {
  name  = "containerInsights"
  value = "enhanced"
}

resource "aws_ecs_task_definition" "web" {
  family                   = "web"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/execution"
  tags                     = { stage = var.stage }

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }

  ephemeral_storage {
    size_in_gib = 30
  }

  container_definitions = jsonencode([{
    name         = "app"
    image        = var.image
    essential    = true
    portMappings = [{ containerPort = 80, name = "http", appProtocol = "http" }]
    environment  = [{ name = "ZEBRA", value = "1" }, { name = "APPLE", value = "2" }]
    healthCheck  = { command = ["CMD-SHELL", "curl -f http://localhost/"], startPeriod = 10 }
    logConfiguration = {
      logDriver = "awslogs"
      options   = { awslogs-group = "/web", awslogs-region = "us-east-1", awslogs-stream-prefix = "web" }
    }
  }])
}

resource "aws_ecs_task_definition" "api" {
  family        = "api"
  network_mode  = "bridge"
  task_role_arn = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/api"
  pid_mode      = "task"

  placement_constraints {
    type       = "memberOf"
    expression = "attribute:ecs.availability-zone in [us-east-1a, us-east-1b]"
  }

  volume {
    name      = "logs"
    host_path = "/var/log/api"
  }

  volume {
    name = "data"
    docker_volume_configuration {
      scope         = "shared"
      autoprovision = true
      driver        = "local"
      driver_opts   = { type = "tmpfs", device = "tmpfs" }
      labels        = { owner = "api" }
    }
  }

  volume {
    name = "shared"
    efs_volume_configuration {
      file_system_id     = "fs-0123456789abcdef0"
      transit_encryption = "ENABLED"
      authorization_config {
        access_point_id = "fsap-0123456789abcdef0"
        iam             = "ENABLED"
      }
    }
  }

  container_definitions = jsonencode([
    {
      name              = "app"
      image             = "busybox:1.36"
      cpu               = 10
      memory            = 128
      memoryReservation = 64
      command           = ["sleep", "60"]
      user              = "1000:1000"
      portMappings      = [{ containerPort = 8080, hostPort = 0 }, { containerPort = 53, hostPort = 5353, protocol = "udp" }]
      mountPoints       = [{ sourceVolume = "data", containerPath = "/data", readOnly = true }]
      ulimits           = [{ name = "nofile", softLimit = 1024, hardLimit = 4096 }]
      linuxParameters   = { initProcessEnabled = true, capabilities = { add = ["SYS_PTRACE"], drop = ["ALL"] } }
      links             = ["cache"]
      dependsOn         = [{ containerName = "cache", condition = "START" }]
    },
    { name = "cache", image = "redis:7", memory = 64, essential = false },
  ])
}

resource "aws_ecs_task_definition" "sidecars" {
  family                   = "sidecars"
  network_mode             = "awsvpc"
  requires_compatibilities = ["EC2", "FARGATE"]
  cpu                      = 1024
  memory                   = 2048
  execution_role_arn       = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/execution"

  container_definitions = jsonencode([
    {
      name             = "app"
      image            = "busybox:1.36"
      logConfiguration = { logDriver = "awsfirelens", options = { Name = "stdout" } }
      secrets          = [{ name = "TOKEN", valueFrom = "arn:aws:ssm:us-east-1:${data.aws_caller_identity.me.account_id}:parameter/token" }]
      dependsOn        = [{ containerName = "router", condition = "START" }]
    },
    {
      name                  = "router"
      image                 = "fluent-bit:latest"
      user                  = "0"
      essential             = true
      firelensConfiguration = { type = "fluentbit", options = { enable-ecs-log-metadata = "true" } }
      restartPolicy         = { enabled = true, ignoredExitCodes = [0], restartAttemptPeriod = 120 }
    },
  ])
}

resource "aws_ecs_task_definition" "batch" {
  family       = "batch"
  network_mode = "none"
  cpu          = 128
  memory       = 256
  skip_destroy = false

  container_definitions = jsonencode([{ name = "job", image = "busybox:1.36", essential = true, memory = 256, cpu = 128 }])
}

resource "aws_ecs_task_definition" "agent" {
  family       = "agent"
  network_mode = "host"
  ipc_mode     = "host"
  track_latest = true

  container_definitions = jsonencode([{
    name         = "agent"
    image        = "busybox:1.36"
    memory       = 64
    privileged   = true
    portMappings = [{ containerPort = 9100, hostPort = 9100 }]
  }])
}

resource "aws_ecs_service" "web" {
  name                              = "web"
  cluster                           = aws_ecs_cluster.harbor.arn
  task_definition                   = aws_ecs_task_definition.web.arn
  desired_count                     = 2
  launch_type                       = "FARGATE"
  availability_zone_rebalancing     = "ENABLED"
  enable_ecs_managed_tags           = true
  propagate_tags                    = "SERVICE"
  health_check_grace_period_seconds = 30
  tags                              = { stage = var.stage }

  network_configuration {
    subnets = data.aws_subnets.default.ids
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }
}

resource "aws_ecs_service" "api" {
  name                               = "api"
  cluster                            = aws_ecs_cluster.bare.id
  task_definition                    = aws_ecs_task_definition.api.arn
  desired_count                      = 1
  deployment_minimum_healthy_percent = 0
  deployment_maximum_percent         = 100

  ordered_placement_strategy {
    type  = "binpack"
    field = "memory"
  }

  placement_constraints {
    type       = "memberOf"
    expression = "attribute:rack == r1"
  }
}

resource "aws_ecs_service" "agent" {
  name                = "agent"
  cluster             = aws_ecs_cluster.bare.id
  task_definition     = aws_ecs_task_definition.agent.arn
  scheduling_strategy = "DAEMON"
}

resource "aws_ecs_service" "spot" {
  name            = "spot"
  cluster         = aws_ecs_cluster.harbor.arn
  task_definition = aws_ecs_task_definition.web.arn
  desired_count   = 0

  capacity_provider_strategy {
    capacity_provider = "FARGATE_SPOT"
    weight            = 1
  }

  network_configuration {
    subnets = data.aws_subnets.default.ids
  }

  depends_on = [aws_ecs_cluster_capacity_providers.harbor]
}

data "aws_ecs_cluster" "seen" {
  cluster_name = aws_ecs_cluster.harbor.name
}

data "aws_ecs_task_definition" "seen" {
  task_definition = aws_ecs_task_definition.api.family
  depends_on      = [aws_ecs_task_definition.api]
}

output "account" { value = data.aws_caller_identity.me.account_id }
output "zones" { value = data.aws_availability_zones.available.names }
output "subnets" { value = data.aws_subnets.default.ids }
output "cluster_made" { value = aws_ecs_cluster.harbor.arn }
output "cluster_seen" { value = data.aws_ecs_cluster.seen.arn }
output "definition_made" { value = aws_ecs_task_definition.api.arn }
output "definition_seen" { value = data.aws_ecs_task_definition.seen.arn }
